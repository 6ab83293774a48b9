// modules/brand-sites.ts makes it.
declare module 'virtual:brand-sites' {
  const sites: Readonly<Record<string, string>>;
  export default sites;
}

// build-data/sites.ts makes it.
declare module 'virtual:sites' {
  const sites: Readonly<{
    marketplaces: readonly { id: string; name: string; domains: readonly string[] }[];
    hubs: readonly string[];
    shorteners: readonly string[];
  }>;
  export default sites;
}

// modules/brand-sites.ts makes it.
declare module 'virtual:brand-sites' {
  const sites: Readonly<Record<string, string>>;
  export default sites;
}

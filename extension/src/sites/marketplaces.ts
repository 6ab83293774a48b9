// The marketplaces whose listings Touchstone can compare with a post, and the hosts it asks permission for.

export interface Marketplace {
  id: string;
  name: string;
  /** Registrable domains; every subdomain is meant too. */
  domains: readonly string[];
}

const AMAZON = [
  'amazon.com',
  'amazon.ca',
  'amazon.com.mx',
  'amazon.com.br',
  'amazon.co.uk',
  'amazon.de',
  'amazon.fr',
  'amazon.it',
  'amazon.es',
  'amazon.nl',
  'amazon.se',
  'amazon.pl',
  'amazon.com.be',
  'amazon.ie',
  'amazon.com.tr',
  'amazon.ae',
  'amazon.sa',
  'amazon.eg',
  'amazon.in',
  'amazon.co.jp',
  'amazon.sg',
  'amazon.com.au',
  'amazon.co.za',
] as const;

export const MARKETPLACES: readonly Marketplace[] = [
  { id: 'amazon', name: 'Amazon', domains: AMAZON },
  {
    id: 'ebay',
    name: 'eBay',
    domains: ['ebay.com', 'ebay.co.uk', 'ebay.de', 'ebay.fr', 'ebay.it', 'ebay.es', 'ebay.ca', 'ebay.com.au'],
  },
  { id: 'etsy', name: 'Etsy', domains: ['etsy.com'] },
  { id: 'walmart', name: 'Walmart', domains: ['walmart.com'] },
  { id: 'aliexpress', name: 'AliExpress', domains: ['aliexpress.com', 'aliexpress.us'] },
  { id: 'dhgate', name: 'DHgate', domains: ['dhgate.com'] },
  { id: 'temu', name: 'Temu', domains: ['temu.com'] },
  { id: 'shein', name: 'SHEIN', domains: ['shein.com'] },
];

/** Match patterns of one marketplace. */
export function hostsOf(marketplace: Marketplace): string[] {
  return marketplace.domains.map((domain) => `https://*.${domain}/*`);
}

/** Match patterns of every marketplace, for the manifest. */
export function marketplaceHosts(): string[] {
  return MARKETPLACES.flatMap(hostsOf);
}

/** The marketplace a URL belongs to, or undefined. */
export function marketplaceOf(url: string): Marketplace | undefined {
  const host = hostOf(url);
  if (host === undefined) return undefined;
  return MARKETPLACES.find((m) => m.domains.some((d) => host === d || host.endsWith(`.${d}`)));
}

export function marketplaceById(id: string): Marketplace | undefined {
  return MARKETPLACES.find((m) => m.id === id);
}

function hostOf(url: string): string | undefined {
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.hostname : undefined;
  } catch {
    return undefined;
  }
}

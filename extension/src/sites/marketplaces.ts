// The sites whose pages Touchstone may be allowed to read: marketplaces, pages of links, shorteners. Which there are is in the rules.

import sites from 'virtual:sites';

export type SiteKind = 'marketplace' | 'hub' | 'shortener';

/** What a permission is asked for as one: a marketplace with all its countries and short hosts, or one page of links or shortener. */
export interface Site {
  /** The rules' id of a marketplace; else the host. */
  id: string;
  kind: SiteKind;
  name: string;
  /** Every subdomain is meant too. */
  domains: readonly string[];
}

const byHost = (kind: SiteKind) => (host: string) => ({ id: host, kind, name: host, domains: [host] });

export const MARKETPLACES: readonly Site[] = sites.marketplaces.map((one) => ({ ...one, kind: 'marketplace' }));
export const HUBS: readonly Site[] = sites.hubs.map(byHost('hub'));
export const SHORTENERS: readonly Site[] = sites.shorteners.map(byHost('shortener'));

const BY_ID = new Map([...SHORTENERS, ...HUBS, ...MARKETPLACES].map((site) => [site.id, site]));
const BY_DOMAIN = new Map([...BY_ID.values()].flatMap((site) => site.domains.map((domain) => [domain, site])));

/** Where a marketplace has pages of links of its own, by a part of their path: Amazon's storefronts and idea lists. */
export const STOREFRONT_HUBS: Readonly<Record<string, readonly string[]>> = { amazon: ['shop', 'ideas'] };

export function isStorefrontHub(url: string): boolean {
  const parts = STOREFRONT_HUBS[marketplaceOf(url)?.id ?? ''] ?? [];
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  return parts.some((part) => path.includes(`/${part}/`));
}

/** The match patterns of a site, as permissions and content scripts take them. */
export function hostsOf(site: Pick<Site, 'domains'>): string[] {
  return site.domains.map((domain) => `https://*.${domain}/*`);
}

export function siteById(id: string): Site | undefined {
  return BY_ID.get(id);
}

/** The site that an address belongs to, or undefined. */
export function siteOf(url: string): Site | undefined {
  for (let host = hostOf(url); host !== undefined; host = parentOf(host)) {
    const site = BY_DOMAIN.get(host);
    if (site !== undefined) return site;
  }
  return undefined;
}

/** The marketplace that an address belongs to, or undefined. */
export function marketplaceOf(url: string): Site | undefined {
  const site = siteOf(url);
  return site?.kind === 'marketplace' ? site : undefined;
}

/** Whether a granted match pattern lets this host be read. */
export function covers(pattern: string, host: string): boolean {
  if (pattern === '<all_urls>') return true;
  const named = /^(?:https|\*):\/\/([^/]+)\//.exec(pattern)?.[1];
  if (named === undefined) return false;
  if (named === '*') return true;
  return named.startsWith('*.') ? host === named.slice(2) || host.endsWith(named.slice(1)) : host === named;
}

export function hostOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? hostname : undefined;
}

function parentOf(host: string): string | undefined {
  const dot = host.indexOf('.');
  return dot < 0 ? undefined : host.slice(dot + 1);
}

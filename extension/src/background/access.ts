// What the person allows to be read. Browsers let them allow a part of what was asked for, so this is asked host by host.

import { covers, HUBS, hostOf, hostsOf, SHORTENERS, type Site, siteOf } from '../sites/marketplaces';

export interface PermissionsApi {
  getAll(): Promise<{ origins?: string[] }>;
}

/** The permissions as they are at one moment. */
export class Allowed {
  constructor(private readonly origins: readonly string[]) {}

  /** True for an address of a site that Touchstone knows and may read. */
  mayRead(url: string): boolean {
    const host = hostOf(url);
    return host !== undefined && siteOf(url) !== undefined && this.covers(host);
  }

  /** True if all of the site, with all its countries, may be read. */
  wholly(site: Site): boolean {
    return site.domains.every((domain) => this.covers(domain));
  }

  partly(site: Site): boolean {
    return site.domains.some((domain) => this.covers(domain));
  }

  /** Pages of links and shorteners that may be read. */
  others(): Site[] {
    return [...HUBS, ...SHORTENERS].filter((site) => this.partly(site));
  }

  /** The match patterns of these sites that are allowed. */
  patternsOf(sites: readonly Site[]): string[] {
    return sites.flatMap((site) =>
      site.domains.filter((domain) => this.covers(domain)).flatMap((domain) => hostsOf({ domains: [domain] })),
    );
  }

  private covers(host: string): boolean {
    return this.origins.some((pattern) => covers(pattern, host));
  }
}

export async function allowedBy(permissions: PermissionsApi): Promise<Allowed> {
  return new Allowed((await permissions.getAll()).origins ?? []);
}

// The brands' own sites: the way to the real shop, and the `legitimate_site` of a report.

import sites from 'virtual:brand-sites';

/** An https address, or undefined where the rules name none. */
export function siteOf(brand: string): string | undefined {
  const host = Object.hasOwn(sites, brand) ? sites[brand] : undefined;
  return host === undefined ? undefined : `https://${host}/`;
}

// The brands' own sites, taken from the rules at build time: the way to the real shop, and the `legitimate_site` of an XARF report.

const files = import.meta.glob<readonly string[]>('../../../shared/rules/brands/*.json', {
  eager: true,
  import: 'sites',
});

const sites = new Map(
  Object.entries(files).flatMap(([path, hosts]) => {
    const brand = /([^/]+)\.json$/.exec(path)?.[1];
    const host = hosts?.[0];
    return brand === undefined || host === undefined
      ? []
      : [[brand, `https://www.${host.replace(/^www\./, '')}/`] as const];
  }),
);

/** An https address, or undefined where the rules name none. */
export function siteOf(brand: string): string | undefined {
  return sites.get(brand);
}

// The brands' own sites as a module of the bundle, `virtual:brand-sites`: { cartier: "cartier.com" }, taken from the rules at build time.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addViteConfig, defineWxtModule } from 'wxt/modules';

const NAME = 'virtual:brand-sites';

export function readBrandSites(folder: string): Record<string, string> {
  const sites: Record<string, string> = {};
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.json')) continue;
    const brand = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { id?: string; sites?: string[] };
    const site = brand.sites?.[0];
    if (brand.id !== undefined && site !== undefined) sites[brand.id] = site;
  }
  return sites;
}

export default defineWxtModule((wxt) => {
  const folder = join(wxt.config.root, '../shared/rules/brands');
  addViteConfig(wxt, () => ({
    plugins: [
      {
        name: 'brand-sites',
        resolveId: (id: string) => (id === NAME ? `\0${NAME}` : undefined),
        load: (id: string) =>
          id === `\0${NAME}` ? `export default ${JSON.stringify(readBrandSites(folder))};` : undefined,
      },
    ],
  }));
});

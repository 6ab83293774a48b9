import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { readSites } from './build-data/sites';

const sites = readSites(fileURLToPath(new URL('../shared/rules', import.meta.url)));
const domains = [
  ...sites.marketplaces.flatMap((marketplace) => marketplace.domains),
  ...sites.hubs,
  ...sites.shorteners,
];
/** Left to be asked for in the end-to-end build too, to see what is said before it is. */
const ASKED = ['etsy.com', 'etsy.me', 'bit.ly', 'campsite.bio'];
const patterns = (hosts: readonly string[]) => hosts.map((host) => `https://*.${host}/*`);

// The permissions follow one rule: what is needed on Instagram is asked for at install, everything else when first needed.
export default defineConfig({
  srcDir: 'src',
  outDir: '.output',
  imports: false,
  manifestVersion: 3,
  manifest: ({ browser, mode }) => ({
    name: '__MSG_ext_name__',
    description: '__MSG_ext_description__',
    default_locale: 'en',
    permissions: ['activeTab', 'scripting', 'storage', 'webRequest'],
    // The end-to-end build is granted the sites at install: no browser lets a test press its permission prompt.
    ...(mode === 'e2e'
      ? {
          host_permissions: [
            ...patterns(domains.filter((domain) => !ASKED.includes(domain))),
            'https://shop.standin.example/*',
          ],
          optional_host_permissions: patterns(ASKED),
        }
      : { optional_host_permissions: patterns(domains) }),
    content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'none'" },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'touchstone@touchstone.invalid',
              strict_min_version: '128.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '119' }),
  }),
  vite: () => ({ build: { target: 'es2022' } }),
});

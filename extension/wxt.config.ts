import { defineConfig } from 'wxt';
import { marketplaceHosts } from './src/sites/marketplaces';

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
    permissions: ['storage', 'scripting'],
    // The end-to-end build is granted the marketplaces at install: no browser lets a test press its permission prompt.
    ...(mode === 'e2e' ? { host_permissions: marketplaceHosts() } : { optional_host_permissions: marketplaceHosts() }),
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

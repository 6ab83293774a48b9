// Builds what the browsers are shown: the preview page, and an extension that is nothing but a content script with surfaces.

import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export const preview = at('../../../.output/preview');
export const probe = at('../../../.output/surfaces-probe');

const manifest = {
  manifest_version: 3,
  name: 'Surfaces in a content script',
  version: '1',
  content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['content.js'], run_at: 'document_idle' }],
  browser_specific_settings: { gecko: { id: 'surfaces@touchstone.invalid' } },
};

export default async function setup(): Promise<void> {
  await build({ configFile: at('../../../preview/vite.config.ts'), logLevel: 'error' });
  await build({
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: probe,
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: at('content.ts'), formats: ['iife'], name: 'probe', fileName: () => 'content.js' },
    },
  });
  await mkdir(probe, { recursive: true });
  await writeFile(`${probe}/manifest.json`, JSON.stringify(manifest));
}

// The preview of every surface, as a page of its own: `npm run preview`, or built for the accessibility tests.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: '../.output/preview', emptyOutDir: true, target: 'es2022' },
});

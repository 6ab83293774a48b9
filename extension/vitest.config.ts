import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { sitesPlugin } from './build-data/sites.ts';

export default defineConfig({
  plugins: [sitesPlugin(fileURLToPath(new URL('../shared/rules', import.meta.url)))],
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts', 'test/**/*.test.tsx'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});

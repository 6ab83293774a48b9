// The surfaces in real browsers: `npm run test:surfaces`. Slower than the units, and in need of Chromium and Firefox.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    include: ['*.test.ts'],
    globalSetup: ['support/build.ts'],
    // Two cores, and browsers are heavy: one file after the other.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

// The engine's tests: units beside the sources, and what needs the built module in tests/wasm.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['wasm/js/src/**/*.test.ts', 'tests/wasm/**/*.test.ts'], testTimeout: 120_000 },
});

// Tests of the tools in scripts; they need build/native/touchstone.
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['tests/scripts/**/*.test.ts'], testTimeout: 120_000 } });

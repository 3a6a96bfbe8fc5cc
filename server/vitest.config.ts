import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/kit/sequencer.ts';

export default defineConfig({
  // type-graphql loads graphql's CommonJS build and Vite the ES build: one copy, or nothing fits.
  resolve: { alias: { graphql: fileURLToPath(import.meta.resolve('graphql')) } },
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'sandbox/**/*.test.ts',
      'launcher/**/*.test.ts',
      'test/api/**/*.test.ts',
      'test/crash/**/*.test.ts',
      'test/race/**/*.test.ts',
    ],
    globalSetup: ['./test/kit/global-setup.ts'],
    setupFiles: ['reflect-metadata'],
    pool: 'forks',
    // The program has no state of its own outside of an app: files share what was imported.
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

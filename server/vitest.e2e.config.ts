import { defineConfig } from 'vitest/config';
import shared from './vitest.config.ts';

/** Tests in a real browser, of both apps, against the whole server. They need the apps built. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ['../storefront/e2e/**/*.e2e.ts', '../admin/e2e/**/*.e2e.ts'],
    // One browser at a time: two of them starve each other and the server on a small machine.
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 90_000,
  },
});

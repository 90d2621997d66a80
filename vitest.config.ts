import { defineConfig } from 'vitest/config';

const suites = (pattern: string) =>
  ['packages', 'services', 'scripts', 'cdk'].map((dir) => `${dir}/**/*.${pattern}.ts`);

/** Three projects: `unit` needs nothing, `store` starts real PostgreSQL and Redis, `docker` needs a Docker daemon. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: suites('test'),
          exclude: ['**/node_modules/**', '**/dist/**', ...suites('store.test'), ...suites('docker.test')],
        },
      },
      {
        test: {
          name: 'store',
          include: suites('store.test'),
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'docker',
          include: suites('docker.test'),
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

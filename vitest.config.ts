import { defineConfig } from 'vitest/config';

const suites = (pattern: string) =>
  ['packages', 'services', 'scripts', 'cdk', 'lambdas'].map((dir) => `${dir}/**/*.${pattern}.ts`);

/** Limits are for what hangs: a busy machine may be slow, and no test is about wall time. */
const patience = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 20_000 } },
  setupFiles: ['scripts/lib/property-tests.ts'],
};

/**
 * Four projects: `unit` needs nothing, `store` starts real PostgreSQL and Redis, `docker` needs a Docker daemon, `aws`
 * the emulators that `npm run test:aws` starts.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...patience,
          name: 'unit',
          include: suites('test'),
          exclude: [
            ...['**/node_modules/**', '**/dist/**'],
            ...['store.test', 'docker.test', 'aws.test'].flatMap(suites),
          ],
        },
      },
      {
        test: {
          ...patience,
          name: 'store',
          include: suites('store.test'),
          fileParallelism: false,
        },
      },
      {
        test: {
          ...patience,
          name: 'docker',
          include: suites('docker.test'),
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...patience,
          name: 'aws',
          include: suites('aws.test'),
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleAll } from '../lambda/bundle-all.ts';
import { type StubAws, stubAws } from './aws/stub-aws.ts';
import { type BenchStore, benchStore } from './store/bench-store.ts';

export const FLEET = 'shop';
const policyFile = join(import.meta.dirname, '../../../ares.policy.yaml');

export interface Stage {
  readonly aws: StubAws;
  readonly store: BenchStore;
  /** The bundle of a function, as the CDK app makes it */
  fileOf(name: 'dispatch' | 'tick'): string;
  close(): Promise<void>;
}

/** Bundles, AWS and PostgreSQL for one run. */
export async function openStage(folder: string): Promise<Stage> {
  const bundles = await bundleAll(folder);
  const aws = await stubAws(await readFile(policyFile, 'utf8'));
  const store = await benchStore().catch((error: unknown) => {
    aws.close();
    throw error;
  });
  return {
    aws,
    store,
    fileOf(name) {
      const bundle = bundles.find((one) => one.name === name);
      if (bundle === undefined) throw new Error(`there is no function ${name}`);
      return bundle.file;
    },
    async close() {
      aws.close();
      await store.stop();
    },
  };
}

import type { Steps } from '../../lib/steps.mjs';
import { type Counts, noTests } from '../../lib/test-counts.mjs';
import type { Closing } from '../emulator/closing.ts';
import type { MiniStack } from '../emulator/ministack.ts';
import { deployEmulated } from './deploy-emulated.ts';
import { deployedFleet } from './deployed-fleet.ts';
import { heals } from './heals.ts';
import { proveHeal } from './prove-heal.ts';
import { startHost } from './start-host.ts';

export interface ProofOptions {
  readonly miniStack: MiniStack;
  /** Of this run alone */
  readonly folder: string;
  readonly steps: Steps;
  readonly open: Closing;
  readonly print: (text: string) => void;
}

/**
 * From nothing to verified heals: deploys the app, runs a host, kills containers of its shop. Each heal counts as a test.
 * @throws Error of the first that failed: what comes after it would prove nothing
 */
export async function runProof(options: ProofOptions): Promise<Counts> {
  const { steps, print } = options;
  const { database, outputs } = await deployEmulated(options);
  const host = await startHost(options);
  const fleet = await deployedFleet(options, { database, outputs, host });
  for (const heal of heals) {
    let story = '';
    await steps.run(heal.words, async (note) => {
      story = await proveHeal(fleet, heal, note);
    });
    print(`\n${story}`);
  }
  return { ...noTests, passed: heals.length };
}

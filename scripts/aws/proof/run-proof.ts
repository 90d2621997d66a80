import type { Steps } from '../../lib/steps.mjs';
import { type Counts, noTests } from '../../lib/test-counts.mjs';
import { tellAdaptations } from '../deploy/tell-adaptations.ts';
import type { Closing } from '../emulator/closing.ts';
import type { MiniStack } from '../emulator/ministack.ts';
import { deployEmulated } from './deploy-emulated.ts';
import { deployedFleet } from './deployed-fleet.ts';
import { heals } from './heals.ts';
import { refused } from './poison.ts';
import { proveHeal } from './prove-heal.ts';
import { proveRollout } from './prove-rollout.ts';
import { startHost } from './start-host.ts';
import { type Proven, tellFigures } from './tell-figures.ts';

export interface ProofOptions {
  readonly miniStack: MiniStack;
  /** Of this run alone */
  readonly folder: string;
  readonly steps: Steps;
  readonly open: Closing;
  readonly print: (text: string) => void;
}

/**
 * From nothing to verified heals: deploys the app, runs a host, brings it a release, kills containers of its shop. Each
 * heal counts as a test, and so does the release.
 * Prints the story of the first, and the figures of all.
 * @throws Error of the first that failed: what comes after it would prove nothing
 */
export async function runProof(options: ProofOptions): Promise<Counts> {
  const { steps, print } = options;
  const { database, outputs, ssmUrl } = await deployEmulated(options);
  const { host, release } = await startHost(options);
  const fleet = await deployedFleet(options, { database, outputs, host });
  await steps.run('a new release comes to the running host, and nobody heals it', async (note) => {
    const { sha256, applied } = await proveRollout(fleet, { release, ssmUrl }, note);
    print(`\n${tellAdaptations('Rolled out', applied)}\n`);
    return sha256.slice(0, 12);
  });
  const proven: Proven[] = [];
  for (const healCase of heals) {
    let told = '';
    await steps.run(healCase.words, async (note) => {
      const { heal, story } = await proveHeal(fleet, healCase, note);
      if (proven.length === 0) told = `\n${story}`;
      proven.push({ words: healCase.words, ...heal });
    });
    if (told) print(told);
  }
  await steps.run('row 45: each poison is refused and told by its queue and id', async () => {
    await refused(fleet.poison, fleet);
    return `${fleet.poison.length} messages`;
  });
  print(`\n${tellFigures(proven)}`);
  return { ...noTests, passed: heals.length + 2 };
}

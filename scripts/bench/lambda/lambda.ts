import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Figures, Goal } from '../bench.ts';
import { type Bundle, bundleAll } from './bundle-all.ts';
import { startCpuMs } from './start-cost.ts';

const ROUNDS = 12;
const BYTES_MAX = 1_000_000;
/** 250 ms where Node alone takes 30, which is what it takes on a machine that does nothing else. */
const IMPORT_TO_BARE_MAX = 250 / 30;
const names = ['api', 'dispatch', 'document-pin', 'heal', 'migrator', 'notify', 'origin-secret', 'tick', 'train'];
/** The client of EC2 alone is larger than all others together; nobody waits for this one. */
const withEc2 = 'dispatch';

const atMost = (value: number): Goal => ({ op: '<=', value });

/** Size and cold start of every function, as the CDK app bundles it. */
export const lambda: Bench = {
  name: 'lambda',
  about: 'bundle size and import time of every Lambda function, in starts of Node alone',
  goals: Object.fromEntries(
    names.flatMap((name) => [
      [`${name}.bundleBytes`, atMost(BYTES_MAX)],
      ...(name === withEc2 ? [] : [[`${name}.importToBareStart`, atMost(IMPORT_TO_BARE_MAX)] as const]),
    ]),
  ),
  async run(say) {
    const folder = await mkdtemp(join(tmpdir(), 'ares-lambda-'));
    try {
      return await measure(await bundleAll(folder), say);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** The least of many starts, in turns: what others on the machine add to a start is no property of the function. */
async function measure(bundles: readonly Bundle[], say: (line: string) => void): Promise<Figures> {
  const bare: number[] = [];
  const starts = new Map<string, number[]>(bundles.map(({ name }) => [name, []]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    bare.push(await startCpuMs());
    for (const { name, file } of bundles) starts.get(name)?.push(await startCpuMs(file));
    say(`round ${round} of ${ROUNDS}`);
  }
  const bareMs = Math.min(...bare);
  const figures = bundles.flatMap(({ name, bytes }) => {
    const importMs = Math.min(...(starts.get(name) ?? [])) - bareMs;
    return [
      [`${name}.bundleBytes`, bytes],
      [`${name}.importCpuMs`, importMs],
      [`${name}.importToBareStart`, importMs / bareMs],
    ] as const;
  });
  return Object.fromEntries([['bareStartCpuMs', bareMs], ...figures]);
}

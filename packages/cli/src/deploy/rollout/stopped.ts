import { CliError } from '../../cli-error.ts';
import type { After, HostEnd } from './host-end.ts';

export type Failed = Extract<HostEnd, { end: 'failed' }>;

/** @param more what else is to be said, such as how many hosts have the release */
export function stopped(failed: readonly Failed[], more: readonly string[], goesBack: boolean): CliError {
  const byReason = Map.groupBy(failed, ({ reason, after }) => `${reason} (${words[after]})`);
  const told = [...byReason].map(([why, hosts]) => `${hosts.map(({ hostId }) => hostId).join(', ')}: ${why}`);
  const what = goesBack ? 'not every host went back' : 'the rollout stopped';
  return new CliError(`${what}: ${[...told, ...more].join('; ')}`, {
    remedy: `docs/troubleshooting.md, "A rollout that stopped"; ${goesBack ? AGAIN : BACK}`,
  });
}

const BACK = 'back to what was well: `npx ares deploy --last-good`, which the pipeline does by itself';
const AGAIN = 'when those hosts are mended, once more: `npx ares deploy --last-good`';

const words: Readonly<Record<After, string>> = {
  restored: 'the release before runs again',
  'not restored': 'the release before was NOT restored',
  untouched: 'nothing was touched',
  unknown: 'it did not say what runs now',
};

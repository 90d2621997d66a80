import type { Command } from 'commander';
import { exitCodes } from '../cli-error.ts';
import { urls } from '../local/stack.ts';
import { type StatusModel, statusScreen } from '../screen/status-screen.ts';
import { statusView } from '../screen/status-view.ts';
import { type Knowing, paint, SHARD, show, width, withKnowledge } from './context.ts';

const RECENT = 8;

/** What a live picture of this terminal shows. */
export async function statusModel({ reader }: Pick<Knowing, 'reader'>): Promise<StatusModel> {
  const [overview, recent] = await Promise.all([reader.overview(SHARD), reader.incidents({ limit: RECENT })]);
  return {
    overview,
    recent,
    urls: [
      ['shop', urls.shop],
      ['Prometheus', urls.prometheus],
      ['host agent', urls.agent],
    ],
    nowMs: Date.now(),
    width: width(),
    height: (process.stdout.rows ?? Number.POSITIVE_INFINITY) - 1,
  };
}

const codes = { healthy: exitCodes.ok, sick: exitCodes.sick, unknown: exitCodes.unknown } as const;

export const registerStatus = (program: Command): void => {
  program
    .command('status')
    .description('the fleet at a glance; exit code 4 while something is wrong, 5 while that is not known')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { height: _, ...model } = await withKnowledge(statusModel);
      const view = statusView(model);
      show(view, json, () => statusScreen(model, paint));
      process.exitCode = codes[view.verdict];
    });
};

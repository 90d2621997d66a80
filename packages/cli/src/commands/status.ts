import type { Command } from 'commander';
import { exitCodes } from '../cli-error.ts';
import { shardOption } from '../remote/remote-option.ts';
import { type StatusModel, statusScreen } from '../screen/status-screen.ts';
import { statusView } from '../screen/status-view.ts';
import { type Knowing, paint, show, width, withKnowledge } from './context.ts';
import { localPlace } from './local-place.ts';

const RECENT = 8;

type Looking = Pick<Knowing, 'reader'> & Partial<Pick<Knowing, 'place'>>;

/** What a live picture of this terminal shows. @param knowing its place is this machine where none is given */
export async function statusModel({ reader, place = localPlace }: Looking): Promise<StatusModel> {
  const [overview, recent] = await Promise.all([reader.overview(place.shard), reader.incidents({ limit: RECENT })]);
  return {
    overview,
    recent,
    urls: place.urls,
    nowMs: place.now(),
    ...place.staleness,
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
    .addOption(shardOption())
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const { height: _, ...model } = await withKnowledge(command, statusModel);
      const view = statusView(model);
      show(view, json, () => statusScreen(model, paint));
      process.exitCode = codes[view.verdict];
    });
};

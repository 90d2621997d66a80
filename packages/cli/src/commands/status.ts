import type { Command } from 'commander';
import { exitCodes } from '../cli-error.ts';
import { urls } from '../local/stack.ts';
import { isStale, type StatusModel, statusScreen } from '../screen/status-screen.ts';
import { type Knowing, paint, SHARD, show, width, withKnowledge } from './context.ts';

const RECENT = 8;

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
  };
}

export const registerStatus = (program: Command): void => {
  program
    .command('status')
    .description('the fleet at a glance; exit code 4 while a service is not healthy or nobody looks')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const model = await withKnowledge(statusModel);
      const { overview, recent } = model;
      show({ ...overview, recentIncidents: recent }, json, () => statusScreen(model, paint));
      const sick = overview.services.some((service) => service.health !== 'HEALTHY');
      if (sick || isStale(overview, model.nowMs)) process.exitCode = exitCodes.sick;
    });
};

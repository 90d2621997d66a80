import { SLOT_MS } from '@ares/config/aws';
import type { Command } from 'commander';
import { parseCount } from '../../commands/arguments.ts';
import { show, width } from '../../commands/context.ts';
import { type Context, withEnvironment } from '../context/context.ts';
import { costText } from '../cost/cost-text.ts';
import { estimate } from '../cost/estimate.ts';
import { priceNotes } from '../cost/price-notes.ts';
import { wholeDeployment } from '../synth/whole-deployment.ts';
import { parseRegion, withContext } from './options.ts';

interface CostOptions {
  readonly hosts: number;
  readonly region: string;
  readonly context?: Context;
  readonly json?: boolean;
}

export const registerCost = (program: Command): void => {
  withContext(program.command('cost'))
    .description('what the deployment costs a month, line by line, priced from its templates; asks nobody')
    .requiredOption('--hosts <n>', 'hosts that ARES looks after', parseCount)
    .option('--region <name>', 'whose prices; told where they are those of another region', parseRegion, 'us-east-1')
    .option('--json', 'print JSON')
    .action(async ({ hosts, region, context = {}, json }: CostOptions) => {
      const templates = await wholeDeployment(sizedFor(hosts, withEnvironment(context, process.env)));
      const costs = estimate(templates, { region, hosts, tickMs: SLOT_MS });
      const nowMs = Date.now();
      show({ ...costs, notes: priceNotes(costs, nowMs) }, json, () => costText(costs, width(), nowMs));
    });
};

/** Shards and budgets follow from the size. The account's own quota is for `ares plan` to look at. */
const sizedFor = (hosts: number, context: Context): Context => ({
  fleetSize: String(hosts),
  lambdaConcurrency: '1000',
  ...context,
});

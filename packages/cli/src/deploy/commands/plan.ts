import type { Command } from 'commander';
import type { Context } from '../context/context.ts';
import { withContext } from './options.ts';

export interface PlanOptions {
  readonly context?: Context;
  readonly json?: boolean;
}

export const registerPlan = (program: Command): void => {
  withContext(program.command('plan'))
    .description('check what a deployment needs, and show what it would change; changes nothing')
    .option('--json', 'print checks, stacks and cost as JSON, without the changes')
    .action(async (options: PlanOptions) => {
      // The SDK takes a second to load, which no other command should wait for.
      const { runPlan } = await import('../plan/run-plan.ts');
      await runPlan(options);
    });
};

import { type Command, InvalidArgumentError } from 'commander';
import type { Context } from '../context/context.ts';
import { withContext } from './options.ts';

export interface DeployOptions {
  readonly context?: Context;
  readonly yes?: boolean;
  readonly watch: number;
  /** Whether to go back to the images that the fleet was last well with */
  readonly lastGood?: boolean;
  /** Whether hosts that run are brought the release */
  readonly rollout: boolean;
}

export const registerDeploy = (program: Command): void => {
  withContext(program.command('deploy'))
    .description('bring everything to AWS: checks, images, stacks, hosts; ends with the addresses and the cost')
    .option('--yes', 'agree in advance to what it asks')
    .option('--watch <minutes>', 'afterwards fail when an alarm of ARES rings within this time', parseMinutes, 0)
    .option('--last-good', 'with the images that the fleet was last well with; nothing is built')
    .option(
      '--no-rollout',
      'leave hosts that run alone: each takes the release at its next boot, your own hosts by the next deployment',
    )
    .action(async (options: DeployOptions) => {
      const { runDeploy } = await import('../steps/run-deploy.ts');
      await runDeploy(options);
    });
};

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > 180)
    throw new InvalidArgumentError('It has to be a whole number of minutes, 180 at most.');
  return minutes;
}

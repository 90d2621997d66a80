import type { Command } from 'commander';
import { out, progress } from '../../commands/context.ts';
import type { Context } from '../context/context.ts';
import { withContext } from './options.ts';

export const registerImages = (program: Command): void => {
  withContext(program.command('images'))
    .description('build, push and scan the images of the hosts, and write the file of their digests')
    .action(async ({ context = {} }: { readonly context?: Context }) => {
      const { deploymentOf } = await import('../steps/deployment-of.ts');
      const { push } = await import('../steps/deployment.ts');
      out(await push(await deploymentOf(context), progress));
    });
};

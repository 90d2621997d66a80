import type { Command } from 'commander';
import { out, progress } from '../../commands/context.ts';
import type { Context } from '../context/context.ts';
import { withContext } from './options.ts';

export const registerImages = (program: Command): void => {
  withContext(program.command('images'))
    .description('build, push and scan the images of the hosts, and write the file of their digests')
    .option('--file <path>', 'another place for them, for a deployment with `-c images=PATH`')
    .action(async ({ context = {}, file }: { readonly context?: Context; readonly file?: string }) => {
      const { deploymentOf } = await import('../steps/deployment-of.ts');
      const { push } = await import('../steps/deployment.ts');
      const { writeImages } = await import('../images/push-images.ts');
      const { readImages } = await import('@ares/config/aws');
      const written = await push(await deploymentOf(context), progress);
      if (file) writeImages(file, readImages(written));
      out(file ?? written);
    });
};

import type { Command } from 'commander';
import { removeKnowledge } from '../knowledge/embedded.ts';
import { localDir } from '../local/paths.ts';
import { downStack } from '../local/stack.ts';
import { progress } from './context.ts';

export const registerDown = (program: Command): void => {
  program
    .command('down')
    .description('take the shop, the host agent and Prometheus away; the data stays unless --volumes')
    .option('--volumes', 'also remove the data of the shop and of ARES')
    .action(async ({ volumes = false }: { volumes?: boolean }) => {
      await downStack(volumes);
      if (volumes) await removeKnowledge({ stateDir: localDir });
      progress(volumes ? 'Down; the data is removed.' : 'Down. The data is kept; `npm start` goes on with it.');
    });
};

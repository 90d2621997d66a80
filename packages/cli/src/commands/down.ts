import type { Command } from 'commander';
import { removeKnowledge } from '../knowledge/embedded.ts';
import { hostStateDir, localDir } from '../local/paths.ts';
import { downStack, shopProject } from '../local/stack.ts';
import { stopAres } from '../local/stop-ares.ts';
import { stayLines, whatStays } from '../local/what-stays.ts';
import { assertLocal } from '../remote/remote-option.ts';
import { progress } from './context.ts';

export const registerDown = (program: Command): void => {
  program
    .command('down')
    .description('stop ARES, take the shop, the host agent and Prometheus away; the data stays unless --volumes')
    .option('--volumes', 'also remove the data of the shop and of ARES')
    .action(async ({ volumes = false }: { volumes?: boolean }, command: Command) => {
      assertLocal(command);
      await downStack(volumes, () =>
        stopAres(localDir, (pid) => progress(`Stopping the ARES that runs here first (process ${pid}) …`)),
      );
      if (volumes) await removeKnowledge({ stateDir: localDir });
      const stays = volumes ? stayLines(await whatStays(localDir, hostStateDir, shopProject().project)) : [];
      progress(volumes ? 'Down; the data is removed.' : 'Down. The data is kept; `npm start` goes on with it.');
      for (const line of stays) progress(line);
    });
};

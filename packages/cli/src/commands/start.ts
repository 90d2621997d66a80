import type { Command } from 'commander';
import { claimHome } from '../local/home-claim.ts';
import { localDir } from '../local/paths.ts';
import { assertLocal } from '../remote/remote-option.ts';
import { bringUp } from './bring-up.ts';
import { type RunWords, runUntilStopped } from './run-until-stopped.ts';

export const registerStart = (program: Command): void => {
  program
    .command('start')
    .description('bring up the shop, the host agent, Prometheus and the control plane; Ctrl-C stops ARES only')
    .option('--no-shop', 'leave the demo shop out: manage what carries ares.service labels')
    .action(async ({ shop }: { shop: boolean }, command: Command) => {
      assertLocal(command);
      const giveBack = claimHome(localDir);
      try {
        await runUntilStopped(await bringUp(shop), shop ? withShop : withoutShop);
      } finally {
        giveBack();
      }
    });
};

const withShop: RunWords = {
  hint: 'Ctrl-C stops ARES and leaves the shop running.',
  stopping: 'Stopping ARES; the shop goes on running. `npm start` continues, `npx ares down` takes it away.',
  hiddenUrls: [],
};

const withoutShop: RunWords = {
  hint: 'Ctrl-C stops ARES and leaves your containers running.',
  stopping: 'Stopping ARES; your containers go on running. `npm start -- --no-shop` continues.',
  hiddenUrls: ['shop'],
};

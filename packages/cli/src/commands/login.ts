import { loginCallbacks } from '@ares/config/aws';
import type { Command } from 'commander';
import { localDir } from '../local/paths.ts';
import { configAnswer } from '../remote/api/answers.ts';
import { remoteClient, shaped } from '../remote/api/remote-client.ts';
import { openBrowser } from '../remote/login/open-browser.ts';
import { assertRemote } from '../remote/remote-option.ts';
import { words } from '../remote/remote-url.ts';
import { removeToken, writeToken } from '../remote/token/token-file.ts';
import { version } from '../version.ts';
import { progress } from './context.ts';

/** `login` and `logout`: a sign-in at an ARES elsewhere. */
export const registerLogin = (program: Command): void => {
  program
    .command('login')
    .description('sign in at the ARES that --remote names, by way of a browser')
    .option('--no-browser', 'only print the address of the sign-in page')
    .action(async ({ browser }: { browser: boolean }, command: Command) => {
      const url = assertRemote(command);
      const client = remoteClient({ url, version: version() });
      const at = shaped(client, await client.get('config'), configAnswer);
      // Its library is loaded when it is needed, so that no other command waits for that.
      const { signIn } = await import('../remote/login/sign-in.ts');
      const show = (page: URL): void => {
        progress(`Sign in at ${page.href}`);
        if (browser) openBrowser(page);
      };
      await writeToken(localDir, await signIn({ url, at, callbacks: loginCallbacks, show }));
      progress(`Signed in at ${words(url)}. \`npx ares --remote ${words(url)} status\` shows its fleet.`);
    });
  program
    .command('logout')
    .description('forget the sign-in at the ARES that --remote names')
    .action(async (_: unknown, command: Command) => {
      const url = assertRemote(command);
      await removeToken(localDir, url);
      progress(`The sign-in at ${words(url)} is forgotten here.`);
    });
};

import { randomUUID } from 'node:crypto';
import type { Notifier } from '@ares/adapters/notify';
import type { Command } from 'commander';
import { CliError, exitCodes } from '../cli-error.ts';
import { channelsFile } from '../local/channels-file.ts';
import { channelsPath, hostId } from '../local/paths.ts';
import { assertLocal } from '../remote/remote-option.ts';
import { inert } from '../screen/format.ts';
import { show } from './context.ts';

interface Tried {
  readonly channel: string;
  readonly error?: string;
}

/** Tries every channel before the night in which it is needed. */
export const registerNotify = (program: Command): void => {
  program
    .command('notify')
    .description('send a test message to every channel of channels.json')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      assertLocal(command);
      const channels = await channelsFile(channelsPath);
      if (channels.length === 0)
        throw new CliError(`there are no channels in ${channelsPath}`, {
          remedy: 'write one as docs/notify.md says',
          exitCode: exitCodes.usage,
        });
      const tried = await Promise.all(channels.map(tryOne));
      show(tried, json, () =>
        tried.map(({ channel, error }) => (error ? `✗ ${channel}  ${inert(error)}` : `✓ ${channel}`)).join('\n'),
      );
      if (tried.some(({ error }) => error !== undefined)) process.exitCode = exitCodes.failed;
    });
};

async function tryOne({ name, send }: Notifier): Promise<Tried> {
  const words = 'A test by a person: this is how ARES calls for help.';
  try {
    await send({ id: `test.${randomUUID()}`, fleet: hostId, kind: 'alarm', words, atMs: Date.now() });
    return { channel: name };
  } catch (error) {
    return { channel: name, error: error instanceof Error ? error.message : String(error) };
  }
}

import { randomUUID } from 'node:crypto';
import type { Notifier } from '@ares/adapters/notify';
import type { Command } from 'commander';
import { CliError, exitCodes } from '../cli-error.ts';
import { channelsFile } from '../local/channels-file.ts';
import { channelsPath, hostId } from '../local/paths.ts';
import { remoteOf } from '../remote/remote-option.ts';
import { inert } from '../screen/format.ts';
import { parseReason } from './arguments.ts';
import { person, show, withKnowledge } from './context.ts';

interface Options {
  readonly test?: boolean;
  readonly reason?: string;
  readonly json?: boolean;
}

interface Tried {
  readonly channel: string;
  readonly error?: string;
}

/** Tries every channel before the night in which it is needed. */
export const registerNotify = (program: Command): void => {
  program
    .command('notify')
    .description('send a test message to every channel: of channels.json, or of the ARES at --remote')
    .option('--test', 'required: nothing but a test can be sent, real messages are sent by ARES alone')
    .option('--reason <text>', 'with --remote, required: why; kept in the audit log', parseReason)
    .option('--json', 'print JSON')
    .action((options: Options, command: Command) => {
      if (!options.test) throw withoutTest();
      return remoteOf(command) ? tryElsewhere(options, command) : tryHere(options);
    });
};

const withoutTest = (): CliError =>
  new CliError('nothing was sent: people are told by ARES, and a person can send them a test', {
    remedy: 'send one to every channel: `npx ares notify --test`',
    exitCode: exitCodes.usage,
  });

async function tryHere({ json }: Options): Promise<void> {
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
}

async function tryOne({ name, send }: Notifier): Promise<Tried> {
  const words = 'A test by a person: this is how ARES calls for help.';
  try {
    await send({ id: `test.${randomUUID()}`, fleet: hostId, kind: 'alarm', words, atMs: Date.now() });
    return { channel: name };
  } catch (error) {
    return { channel: name, error: error instanceof Error ? error.message : String(error) };
  }
}

/** By the way of every message there, so that what fails on it fails now; whether it came, people see. */
async function tryElsewhere({ reason, json }: Options, command: Command): Promise<void> {
  if (reason === undefined)
    throw new CliError('a test of the channels elsewhere needs a reason', {
      remedy: 'give it by `--reason "…"`: the audit log keeps it',
      exitCode: exitCodes.usage,
    });
  const test = await withKnowledge(command, ({ admin }) => admin.sendTest(person(), reason));
  show(test, json, () =>
    [
      'A test message is on its way to the topic and to every channel: within two minutes each should have it.',
      'What one of them did not take stands in the log of notify: docs/notify.md says how to read it.',
    ].join('\n'),
  );
}

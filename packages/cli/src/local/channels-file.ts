import { readFile } from 'node:fs/promises';
import type { Notifier } from '@ares/adapters/notify';
import { CliError, exitCodes } from '../cli-error.ts';

/**
 * The channels of a file, as `docs/notify.md` describes them; none where it is not there.
 * @throws CliError that names the file and the field
 */
export async function channelsFile(path: string): Promise<readonly Notifier[]> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '{}';
    throw unusable(path, `it cannot be read (${cause.code})`, cause);
  });
  // Commands that tell nobody start without it.
  const { channelNotifiers } = await import('@ares/adapters/notify');
  try {
    return channelNotifiers(text);
  } catch (cause) {
    throw unusable(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

const unusable = (path: string, reason: string, cause: unknown): CliError =>
  new CliError(`${path}: ${reason}`, { remedy: 'correct it as docs/notify.md says', exitCode: exitCodes.usage, cause });

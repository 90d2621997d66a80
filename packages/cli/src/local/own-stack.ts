import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { CliError } from '../cli-error.ts';
import type { ComposeProject } from './compose.ts';

const run = promisify(execFile);
const ENV_FILE_LABEL = 'com.docker.compose.project.environment_file';

/**
 * Another checkout's shop has the same name by default, other passwords, and data that its owner wants to keep.
 * @throws CliError when a stack of this name was started from another ARES_HOME that is still there
 */
export async function assertOwnStack({ project, envFiles: [own = ''] }: ComposeProject): Promise<void> {
  const filter = `label=com.docker.compose.project=${project}`;
  const format = `{{.Label "${ENV_FILE_LABEL}"}}`;
  // Whether Docker answers at all is for the Compose command that follows to say.
  const listed = await run('docker', ['ps', '-a', '--filter', filter, '--format', format]).catch(() => ({
    stdout: '',
  }));
  const other = foreignHome(listed.stdout, own);
  if (other === undefined) return;
  throw new CliError(`the stack ${project} belongs to the ARES of ${other}`, {
    remedy: `stop that one with ARES_HOME=${other} npx ares down, or set ARES_PROJECT, ARES_OBSERVE_PROJECT and the ports to others`,
  });
}

/** @throws CliError when a stack's data are there and the file with their passwords is not */
export async function assertNoData({ project }: ComposeProject, secrets: string): Promise<void> {
  const filter = `label=com.docker.compose.project=${project}`;
  const listed = await run('docker', ['volume', 'ls', '-q', '--filter', filter]).catch(() => ({ stdout: '' }));
  const volumes = listed.stdout.trim().split('\n').join(', ');
  if (volumes === '') return;
  throw new CliError(`the data of ${project} are there (${volumes}) and their passwords are not: ${secrets}`, {
    remedy:
      'put that file back, set ARES_PROJECT to another name, or run `npx ares down --volumes` to begin with no data',
  });
}

/** @param listed the environment file of each container of the stack, a line each; empty from an old Compose */
export function foreignHome(listed: string, own: string): string | undefined {
  const other = listed.split('\n').find((file) => file !== '' && file !== own && existsSync(file));
  return other && dirname(other);
}

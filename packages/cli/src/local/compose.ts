import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CliError } from '../cli-error.ts';

const run = promisify(execFile);

export interface ComposeProject {
  readonly project: string;
  readonly file: string;
  readonly envFiles: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What a Docker client needs of its shell: programs, its own settings, the way to a daemon or a registry. */
const forDocker =
  /^(PATH|HOME|USER|TMPDIR|LANG|LC_ALL|SSH_AUTH_SOCK|XDG_\w+|\w+_proxy|DOCKER_(HOST|CONTEXT|CONFIG|CERT_PATH|TLS_VERIFY|API_VERSION|BUILDKIT|DEFAULT_PLATFORM))$/i;

/** Compose takes a shell's variable before a file's: one left over in some shell would decide what is deployed. */
const dockerEnv = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => forDocker.test(name)));

/** Runs one `docker compose` command and returns what it printed. */
export async function compose(target: ComposeProject, args: readonly string[]): Promise<string> {
  const envFiles = target.envFiles.flatMap((file) => ['--env-file', file]);
  const all = ['compose', '-p', target.project, '-f', target.file, ...envFiles, ...args];
  try {
    const { stdout } = await run('docker', all, {
      env: { ...dockerEnv(), ...target.env },
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout;
  } catch (cause) {
    throw new CliError(`docker compose ${args[0]} of ${target.project} failed: ${lastLines(cause)}`, {
      remedy: remedyFor(lastLines(cause)),
      cause,
    });
  }
}

const lastLines = (cause: unknown): string => {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : '';
  return (said.trim() || String(cause)).split('\n').slice(-4).join('\n  ');
};

/** The next step for the failures that people meet most. */
export function remedyFor(message: string): string {
  const port = /(?:bind for|listen tcp[46]?) [^\s]*?:(\d+)/i.exec(message)?.[1];
  if (port) return `port ${port} is in use: stop what holds it, or set SHOP_PORT or PROMETHEUS_PORT to a free one`;
  if (/no space left on device/i.test(message))
    return 'the disk is full: free some space, for example with `docker image prune`';
  if (/cannot allocate memory|out of memory/i.test(message))
    return 'too little memory is free: ARES and the shop need about 2 GB';
  if (/ENOENT/.test(message)) return 'Docker is not installed: run `npm run setup`';
  if (/permission denied.*docker/i.test(message))
    return 'this user may not use Docker: `sudo usermod -aG docker $USER`, and log in again';
  if (/cannot connect to the docker daemon/i.test(message)) return 'start Docker, or run `npm run setup`';
  return 'look at `docker compose logs`, then run `npx ares doctor`';
}

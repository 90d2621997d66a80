import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import { promisify } from 'node:util';
import { shutToAgent } from '../local/agent-access.ts';
import { hostStateDir, localDir } from '../local/paths.ts';
import type { Probe } from './check.ts';

const run = promisify(execFile);

const DISK_FREE_MIN_BYTES = 1_000_000_000;
const MEMORY_FREE_MIN_BYTES = 500_000_000;
const DOCKER_MS = 10_000;

async function docker(...args: readonly string[]): Promise<string> {
  try {
    return (await run('docker', [...args], { timeout: DOCKER_MS })).stdout.trim();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      throw new Error('docker is not installed');
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim().split('\n').at(-1) : '';
    throw new Error(said || `no answer within ${DOCKER_MS / 1_000} s`);
  }
}

/** Where ARES keeps its own data, and where Docker does; a daemon on another machine has its own disk. */
async function freeDisk(): Promise<string> {
  const dockerRoot = await docker('info', '--format', '{{.DockerRootDir}}').catch(() => '');
  const places = [existsSync(localDir) ? localDir : '.', dockerRoot].filter(existsSync);
  const free = await Promise.all(
    places.map(async (place) => {
      const { bavail, bsize } = await statfs(place);
      return { place, bytes: bavail * bsize };
    }),
  );
  const least = free.reduce((a, b) => (b.bytes < a.bytes ? b : a));
  return `${atLeast(least.bytes, DISK_FREE_MIN_BYTES)} at ${least.place}`;
}

const freeMemory = async (): Promise<string> => atLeast(freemem(), MEMORY_FREE_MIN_BYTES);

function atLeast(bytes: number, min: number): string {
  const words = `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes < min) throw new Error(`${words}, at least ${(min / 1e9).toFixed(1)} GB wanted`);
  return words;
}

async function ledgerUsable(): Promise<string> {
  if (!existsSync(hostStateDir)) throw new Error(`${hostStateDir} is not there: \`npm start\` makes it`);
  await access(hostStateDir, constants.W_OK).catch(() => {
    throw new Error(`${hostStateDir} cannot be written to`);
  });
  return hostStateDir;
}

/** Docker on another system maps users by itself. */
async function ledgerReadable(): Promise<string> {
  const shut = process.platform === 'linux' ? shutToAgent(hostStateDir) : undefined;
  if (shut) throw new Error(`${shut} is shut to the host agent, which then takes ARES's own stops for a person's`);
  return 'the host agent can read it';
}

export const machineProbes: readonly Probe[] = [
  {
    name: 'Docker daemon',
    remedy: 'start Docker, or run `npm run setup`',
    find: () => docker('version', '--format', '{{.Server.Version}}'),
  },
  { name: 'Docker Compose', remedy: 'run `npm run setup`', find: () => docker('compose', 'version', '--short') },
  { name: 'free disk', remedy: 'free some space: `docker image prune`', find: freeDisk },
  { name: 'free memory', remedy: 'stop something: ARES and the shop need about 2 GB', find: freeMemory },
  { name: 'ledger', remedy: 'run `npm start` as root, or set ARES_STATE_DIR to a folder you own', find: ledgerUsable },
  {
    name: 'ledger for the agent',
    remedy: `let others enter it: \`chmod o+x ${hostStateDir}\`, and \`chmod o+rx ${hostStateDir}/ledger\``,
    find: ledgerReadable,
  },
];

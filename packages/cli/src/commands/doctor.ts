import { execFile } from 'node:child_process';
import { access, constants, statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import { promisify } from 'node:util';
import { hostAgentReader } from '@ares/adapters/host-agent';
import { prometheusReader } from '@ares/adapters/prometheus';
import { policyFile } from '@ares/config';
import type { Command } from 'commander';
import { exitCodes } from '../cli-error.ts';
import { hostId, hostStateDir, localDir, policyPath } from '../local/paths.ts';
import { urls } from '../local/stack.ts';
import { show, withKnowledge } from './context.ts';

const run = promisify(execFile);

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  readonly remedy?: string;
}

type Probe = () => Promise<string>;

const DISK_FREE_MIN_BYTES = 1_000_000_000;
const MEMORY_FREE_MIN_BYTES = 500_000_000;

export const registerDoctor = (program: Command): void => {
  program
    .command('doctor')
    .description('check what ARES needs; each problem with its remedy')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const checks = await Promise.all(probes.map(check));
      show(checks, json, () => checks.map(line).join('\n'));
      if (checks.some(({ ok }) => !ok)) process.exitCode = exitCodes.failed;
    });
};

async function check([name, remedy, probe]: (typeof probes)[number]): Promise<Check> {
  try {
    return { name, ok: true, found: await probe() };
  } catch (error) {
    return { name, ok: false, found: error instanceof Error ? error.message : String(error), remedy };
  }
}

const line = ({ name, ok, found, remedy }: Check): string =>
  `${ok ? '✓' : '✗'} ${name.padEnd(20)} ${found}${remedy ? `\n  → ${remedy}` : ''}`;

const command = async (file: string, args: readonly string[]): Promise<string> =>
  (await run(file, [...args], { timeout: 10_000 })).stdout.trim();

async function freeDisk(): Promise<string> {
  const { bavail, bsize } = await statfs(localDir).catch(() => statfs('.'));
  return atLeast(bavail * bsize, DISK_FREE_MIN_BYTES);
}

const freeMemory = async (): Promise<string> => atLeast(freemem(), MEMORY_FREE_MIN_BYTES);

function atLeast(bytes: number, min: number): string {
  const words = `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes < min) throw new Error(`${words}, at least ${(min / 1e9).toFixed(1)} GB wanted`);
  return words;
}

async function ledgerWritable(): Promise<string> {
  await access(hostStateDir, constants.W_OK);
  return hostStateDir;
}

async function hostAgentAnswers(): Promise<string> {
  const reader = hostAgentReader({ agents: [{ hostId, url: urls.agent }] });
  const { containers, invalid, docker } = await reader.snapshot({ hostId }, 2_000);
  if (!docker.ok) throw new Error(`it cannot reach Docker: ${docker.error ?? 'no answer'}`);
  const bad = invalid.map((c) => `${c.containerName}: ${c.label} ${c.reason}`);
  if (bad.length > 0) throw new Error(`labels that cannot be read: ${bad.join('; ')}`);
  return `${containers.length} managed containers`;
}

async function featuresArrive(): Promise<string> {
  const { samples } = await prometheusReader({ url: urls.prometheus }).read({ hostId }, 2_000);
  if (samples.length === 0) throw new Error('no ares:* series yet');
  return `${samples.length} samples`;
}

async function policyIsGood(): Promise<string> {
  const { policy, rejected } = await policyFile(policyPath)();
  if (rejected) throw new Error(rejected);
  return `${policyPath}, version ${policy.version}`;
}

const storeAnswers = (): Promise<string> =>
  withKnowledge(async ({ reader }) => {
    const { lastTickAtMs } = await reader.overview('local');
    return lastTickAtMs ? `last tick ${new Date(lastTickAtMs).toISOString()}` : 'no tick yet';
  });

/** Each check says what it found, or throws with what is wrong; the remedy is the next command. */
const probes: readonly (readonly [name: string, remedy: string, probe: Probe])[] = [
  [
    'Docker daemon',
    'start Docker, or run `npm run setup`',
    () => command('docker', ['version', '--format', '{{.Server.Version}}']),
  ],
  ['Docker Compose', 'run `npm run setup`', () => command('docker', ['compose', 'version', '--short'])],
  ['free disk', 'free some space: `docker image prune`', freeDisk],
  ['free memory', 'stop something: ARES and the shop need about 2 GB', freeMemory],
  ['ledger directory', 'run ARES as root, or set ARES_STATE_DIR to a folder you own', ledgerWritable],
  ['host agent', 'run `npm start`', hostAgentAnswers],
  [
    'Prometheus features',
    'wait half a minute after `npm start`, then look at the targets page of Prometheus',
    featuresArrive,
  ],
  ['policy', 'run `npx ares policy validate ares.policy.yaml`', policyIsGood],
  ['knowledge store', 'run `npm start`, or check DATABASE_URL', storeAnswers],
];

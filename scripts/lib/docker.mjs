import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureCompose, isComposeWanted } from './compose-plugin.mjs';
import { confirm } from './confirm.mjs';
import { aptInstall, canInstall, isRoot } from './debian.mjs';
import { assertDiskFor } from './resources.mjs';
import { stateDir } from './root.mjs';
import { hasProgram, run } from './run.mjs';
import { SetupError } from './setup-error.mjs';
import { readIfThere } from './stamp.mjs';

const startTimeoutMs = 60_000;
const installGuide = 'https://docs.docker.com/engine/install/';

/** @returns {Promise<{version: string, dataDir: string} | {problem: string}>} the daemon, or why it does not answer */
async function askDaemon() {
  const format = '{{.ServerVersion}} {{.DockerRootDir}}';
  const { code, stdout, stderr } = await run('docker', ['info', '--format', format], { timeoutMs: 20_000 });
  const [version, dataDir] = stdout.trim().split(' ');
  // Old clients print an empty template with code 0 when the daemon is away.
  if (code === 0 && version && dataDir) return { version, dataDir };
  return { problem: stderr.trim().split('\n').pop() || 'no answer' };
}

/**
 * Why ARES cannot bring up a daemon that does not answer, and what to do.
 * @param {string} problem what the docker client said
 * @param {{env: NodeJS.ProcessEnv, platform: string, root: boolean}} machine
 * @returns {SetupError | undefined} nothing where it may try
 */
export function unreachable(problem, { env, platform, root }) {
  const text = `the Docker daemon does not answer: ${problem}`;
  if (env.DOCKER_HOST) return new SetupError(text, `check DOCKER_HOST=${env.DOCKER_HOST}, or unset it`);
  if (platform !== 'linux') return new SetupError(text, 'start Docker Desktop, and run this again');
  if (/permission denied/i.test(problem)) {
    return new SetupError(text, '`sudo usermod -aG docker $USER`, log in again, and run this again');
  }
  if (!root) return new SetupError(text, '`sudo systemctl start docker`, and run this again');
  return undefined;
}

/** Started in its own session and with its own log, so that it outlives this process and its terminal. */
async function startDaemon() {
  if (existsSync('/run/systemd/system')) return run('systemctl', ['start', 'docker']);
  mkdirSync(stateDir, { recursive: true });
  const log = openSync(join(stateDir, 'dockerd.log'), 'a');
  spawn('dockerd', [], { detached: true, stdio: ['ignore', log, log] })
    .on('error', () => {})
    .unref();
}

async function waitForDaemon() {
  const deadlineMs = Date.now() + startTimeoutMs;
  for (;;) {
    const daemon = await askDaemon();
    if (!('problem' in daemon)) return daemon;
    if (Date.now() > deadlineMs) {
      const log = readIfThere(join(stateDir, 'dockerd.log')).trim().split('\n').slice(-5).join('\n    ');
      throw new SetupError(
        `the Docker daemon was started and does not answer: ${daemon.problem}${log && `\n    ${log}`}`,
        'read `journalctl -u docker` or .ares/dockerd.log, mend what it says, and run this again',
      );
    }
    await sleep(500);
  }
}

async function findDaemon(note) {
  const daemon = await askDaemon();
  if (!('problem' in daemon)) return daemon;
  const refusal = unreachable(daemon.problem, { env: process.env, platform: process.platform, root: isRoot() });
  if (refusal) throw refusal;
  note('starting the Docker daemon');
  await startDaemon();
  return waitForDaemon();
}

async function isEngineWanted() {
  if (await hasProgram('docker')) return false;
  if (!process.env.DOCKER_HOST && canInstall()) return true;
  const remedy = `install Docker Engine (${installGuide}), or run this as root on Debian or Ubuntu`;
  throw new SetupError('Docker is not installed', remedy);
}

/** Asked before any progress is drawn, so that the question stands alone on the terminal. */
async function agreeToInstall() {
  const engine = await isEngineWanted();
  if (engine) await confirm('install Docker Engine (package docker.io) and the Compose plugin');
  else if (await isComposeWanted()) await confirm('install the Compose plugin of Docker');
  return engine;
}

async function installEngine() {
  await aptInstall('docker.io', 'iptables');
  // Since Debian 13 the client is a package of its own.
  if (!(await hasProgram('docker'))) await aptInstall('docker-cli');
}

/**
 * Finds a Docker daemon and Compose; installs and starts them where that is possible and agreed.
 * @param {import('./steps.mjs').Steps} steps
 * @throws SetupError with what is missing and what to do
 */
export async function ensureDocker(steps) {
  const installsEngine = await agreeToInstall();
  await steps.run('Docker', async (note) => {
    if (installsEngine) {
      note('installing docker.io');
      await installEngine();
    }
    const { version, dataDir } = await findDaemon(note);
    assertDiskFor(dataDir);
    const compose = await ensureCompose(note);
    return `Engine ${version}, Compose ${compose}`;
  });
}

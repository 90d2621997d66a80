import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../local/paths.ts';

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One installation of ARES with ports, projects and data of its own, driven by its commands as a person would. */
export interface Installation {
  readonly env: Readonly<Record<string, string>>;
  readonly project: string;
  readonly shopUrl: string;
  /** Runs `ares ARGS` to its end. */
  ares(...args: readonly string[]): Promise<Answer>;
  /** Starts `npm start`; what it prints is in `output()`. */
  start(): { readonly process: ChildProcess; output(): string; ended: Promise<number> };
  remove(): Promise<void>;
}

export async function newInstallation(extra: Readonly<Record<string, string>> = {}): Promise<Installation> {
  const name = `ares-test-${randomUUID().slice(0, 8)}`;
  const home = mkdtempSync(join(tmpdir(), `${name}-`));
  const [shop, prometheus, agent] = await Promise.all([freePort(), freePort(), freePort()]);
  const env = {
    ...Object.fromEntries(Object.entries(process.env).map(([key, value]) => [key, value ?? ''])),
    ARES_HOME: home,
    ARES_STATE_DIR: join(home, 'host'),
    ARES_PROJECT: `${name}-shop`,
    ARES_OBSERVE_PROJECT: `${name}-observe`,
    ARES_FLEET: name,
    SHOP_PORT: String(shop),
    PROMETHEUS_PORT: String(prometheus),
    ARES_AGENT_PORT: String(agent),
    NO_COLOR: '1',
    ...extra,
  };
  const ares = (...args: readonly string[]) => run(join(repositoryRoot, 'packages/cli/bin/ares.mjs'), args, env);
  return {
    env,
    project: env.ARES_PROJECT,
    shopUrl: `http://127.0.0.1:${shop}`,
    ares,
    start() {
      const child = spawn('node', ['scripts/start.mjs', '--yes'], { cwd: repositoryRoot, env });
      let text = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          text += chunk;
        });
      const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? -1)));
      return { process: child, output: () => text, ended };
    },
    async remove() {
      await ares('down', '--volumes');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const run = (script: string, args: readonly string[], env: Record<string, string>): Promise<Answer> =>
  new Promise((resolve) => {
    execFile(
      'node',
      [script, ...args],
      { env, cwd: repositoryRoot, maxBuffer: 16 * 2 ** 20 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

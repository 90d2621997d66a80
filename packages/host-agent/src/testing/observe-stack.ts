import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { imageOf } from '@ares/adapters/docker/testing';
import { freePorts } from './free-ports.ts';

const run = promisify(execFile);
const folder = resolve(import.meta.dirname, '../..');

export interface ObserveStack {
  /** Compose project, fleet and host id alike. */
  readonly name: string;
  readonly agentUrl: string;
  readonly prometheusUrl: string;
  down(): Promise<void>;
}

/** Bundles the agent as setup does, builds its image and brings up what a host needs, under a name of its own. */
export async function observeStack(name = `t-${randomUUID().slice(0, 8)}`): Promise<ObserveStack> {
  const [agentPort, prometheusPort] = await freePorts(2);
  const stateDir = mkdtempSync(join(tmpdir(), 'ares-state-'));
  const env = {
    ...process.env,
    ARES_AGENT_PORT: String(agentPort),
    ARES_FLEET: name,
    ARES_HOST_ID: name,
    ARES_STATE_DIR: stateDir,
    ARES_TAG: name,
    DOCKER_GID: String(statSync('/var/run/docker.sock').gid),
    NODE_IMAGE: imageOf('NODE_IMAGE'),
    PROMETHEUS_IMAGE: imageOf('PROMETHEUS_IMAGE'),
    PROMETHEUS_PORT: String(prometheusPort),
  };
  const compose = (...args: readonly string[]) =>
    run('docker', ['compose', '--progress', 'quiet', '-p', name, '-f', join(folder, 'compose.yaml'), ...args], { env });
  const down = async (): Promise<void> => {
    await compose('down', '-t', '2', '-v', '--rmi', 'local');
    await run('docker', ['rmi', '-f', `ares/host-agent:${name}`]);
    rmSync(stateDir, { recursive: true });
  };
  try {
    await run(process.execPath, [resolve(folder, '../../scripts/build.mjs')]);
    await compose('up', '-d', '--build', '--wait');
  } catch (cause) {
    await down();
    throw cause;
  }
  const agentUrl = `http://127.0.0.1:${agentPort}`;
  return { name, agentUrl, prometheusUrl: `http://127.0.0.1:${prometheusPort}`, down };
}

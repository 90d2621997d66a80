import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, imageOf } from '@ares/adapters/docker/testing';
import type { ContainerState, HostSnapshot } from '@ares/core';
import { expect } from 'vitest';
import type { HostAgentOptions } from '../options.ts';
import { type HostAgent, startHostAgent } from '../start-host-agent.ts';

export interface AgentStage {
  readonly fleet: string;
  /** Where the agent of this stage looks for the ledger. */
  readonly stateDir: string;
  agent(): HostAgent;
  /** Runs a container of this stage's fleet; its name is made unique. */
  run(name: string, flags: readonly string[], command: readonly string[]): Promise<string>;
  name(name: string): string;
  snapshot(): Promise<HostSnapshot>;
  container(name: string): Promise<ContainerState | undefined>;
  intents(): Promise<readonly string[]>;
  /** Ends the agent and starts another one with the same memory. */
  restartAgent(whileAway?: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

const SOCKET = '/var/run/docker.sock';

/** An agent in this process, with a fleet of its own on the real Docker daemon. */
export async function agentStage(
  socketPath = SOCKET,
  further: Pick<HostAgentOptions, 'events'> = {},
): Promise<AgentStage> {
  const fleet = `t-${randomUUID().slice(0, 8)}`;
  const base = mkdtempSync(join(tmpdir(), 'ares-agent-'));
  const stateDir = join(base, 'ares');
  const start = () =>
    startHostAgent({
      hostId: 'test-host',
      fleet,
      addresses: ['127.0.0.1'],
      port: 0,
      socketPath,
      stateDir,
      memoryDir: join(base, 'agent'),
      procRoot: '/proc',
      cgroupRoot: '/sys/fs/cgroup',
      ...further,
    });
  let agent = await start();
  const snapshot = async (): Promise<HostSnapshot> => {
    const response = await fetch(`${agent.url}/v1/snapshot`);
    return (await response.json()) as HostSnapshot;
  };
  const ready = () => expect.poll(async () => (await snapshot()).docker.ok, { timeout: 10_000 }).toBe(true);
  await ready();

  const stage: AgentStage = {
    fleet,
    stateDir,
    agent: () => agent,
    name: (name) => `${fleet}-${name}`,
    snapshot,
    async run(name, flags, command) {
      const labels = ['--label', `ares.fleet=${fleet}`, '--label', `ares.service=${name}`];
      return docker('run', '-d', '--name', stage.name(name), ...labels, ...flags, imageOf('NODE_IMAGE'), ...command);
    },
    container: async (name) => (await snapshot()).containers.find((one) => one.name === stage.name(name)),
    intents: async () => (await snapshot()).intents.map(({ kind, containerName }) => `${kind} ${containerName}`),
    async restartAgent(whileAway = async () => {}) {
      await agent.stop();
      await whileAway();
      agent = await start();
      await ready();
    },
    async close() {
      await agent.stop();
      const ids = await docker('ps', '-aq', '--filter', `label=ares.fleet=${fleet}`);
      if (ids !== '') await docker('rm', '-f', '-v', ...ids.split('\n'));
      rmSync(base, { recursive: true });
    },
  };
  return stage;
}

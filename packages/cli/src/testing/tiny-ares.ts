import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostAgentOptions, startHostAgent } from '@ares/host-agent';
import { type MemoryKnowledge, memoryKnowledge } from '@ares/simulator';
import { documentPath } from '../local/paths.ts';
import { startRuntime } from '../local/runtime.ts';

/** The whole loop against the real Docker daemon, for one fleet; knowledge in memory, no Prometheus. */
export interface TinyAres {
  readonly knowledge: MemoryKnowledge;
  /** Waits until `seen` is true of the knowledge; says what it waited for when it never is. */
  until(what: string, seen: () => boolean, seconds?: number): Promise<void>;
  stop(): Promise<void>;
}

const POLICY = `
profiles:
  default:
    autonomy: auto
    startPeriod: 4s
    ladders:
      crash: [restart, recycle]
      hang: [restart, recycle]
      unhealthy: [restart, recycle]
verification: { probes: 3, stable: 3s, deadline: 6s }
cooldown: { base: 1s, max: 5s }
dependencySettle: 4s
`;

export async function startTinyAres(fleet: string, policy = POLICY): Promise<TinyAres> {
  const stateDir = mkdtempSync(join(tmpdir(), 'ares-host-'));
  const policyPath = join(stateDir, 'ares.policy.yaml');
  writeFileSync(policyPath, policy);
  const options = hostAgentOptions({
    ARES_HOST_ID: 'tiny-host',
    ARES_FLEET: fleet,
    ARES_AGENT_LISTEN: '127.0.0.1',
    ARES_STATE_DIR: stateDir,
    ARES_AGENT_DIR: join(stateDir, 'agent'),
  });
  const agent = await startHostAgent({ ...options, port: 0 });
  const knowledge = memoryKnowledge({ now: Date.now });
  const runtime = startRuntime({
    knowledge,
    shard: 'tiny',
    hostId: 'tiny-host',
    agentUrl: agent.url,
    prometheusUrl: 'http://127.0.0.1:9',
    policyPath,
    documentPath,
    hostStateDir: stateDir,
    log: { info: () => {}, warn: () => {} },
  });
  return {
    knowledge,
    async until(what, seen, seconds = 60) {
      for (let i = 0; i < seconds * 10; i += 1) {
        if (seen()) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`waited ${seconds} s for ${what}; story:\n${story(knowledge)}`);
    },
    async stop() {
      await runtime.stop();
      await agent.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

const story = (knowledge: MemoryKnowledge): string =>
  knowledge
    .timeline()
    .map(({ kind, words }) => `${kind}: ${words}`)
    .join('\n');

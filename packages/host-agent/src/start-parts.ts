import type { RequestListener } from 'node:http';
import { type DockerEngine, dockerClient } from '@ares/adapters/docker';
import { readLedger } from '@ares/adapters/ledger';
import { publishWakes } from './events/publish-wakes.ts';
import { HostWatch } from './host/host-watch.ts';
import { scrapeTargetOf, toProbed } from './host/reach.ts';
import { requestListener } from './http/request-listener.ts';
import type { AgentLog } from './log.ts';
import { memoryFile } from './memory/memory-file.ts';
import { metricsText } from './metrics/metrics-text.ts';
import type { HostAgentOptions } from './options.ts';
import { startLoopLag } from './probe/loop-lag.ts';
import { type Prober, prober } from './probe/prober.ts';
import { buildSnapshot } from './snapshot/build-snapshot.ts';
import { type WakeBus, wakeBus } from './wake/wake-bus.ts';

/** The agent without its addresses. */
export interface AgentParts {
  readonly engine: DockerEngine;
  readonly listener: RequestListener;
  stop(): Promise<void>;
}

const DOCKER_TIMEOUT_MS = 2_000;

/** Starts to watch and to probe, and answers requests by what that told. */
export async function startParts(options: HostAgentOptions, log: AgentLog): Promise<AgentParts> {
  const agentStartedAtMs = Date.now();
  const lag = startLoopLag();
  const bus = wakeBus();
  const events = await publishWakes(bus, options.events, options.hostId, log);
  const probes = prober({
    lag,
    onFailing: (containerName) => bus.wake({ reason: 'probe', containerName, atMs: Date.now() }),
  });
  const engine = dockerClient({ socketPath: options.socketPath, timeoutMs: DOCKER_TIMEOUT_MS });
  const watch = await startWatch(options, { engine, bus, probes, log });
  const snapshot = () =>
    buildSnapshot({
      hostId: options.hostId,
      agentStartedAtMs,
      nowMs: Date.now(),
      docker: watch.docker(),
      entries: watch.entries(),
      state: watch.state(),
      probesOf: probes.results,
    });
  const metrics = metricsText({ roots: options, watch, probes, lag, events });
  const scrapeTarget = (name: string) => scrapeTargetOf(watch.entries(), name);
  return {
    engine,
    listener: requestListener({ snapshot, metrics, bus, scrapeTarget }),
    async stop() {
      bus.stop();
      events.stop();
      probes.stop();
      lag.stop();
      await watch.stop();
    },
  };
}

interface Watching {
  readonly engine: DockerEngine;
  readonly bus: WakeBus;
  readonly probes: Prober;
  readonly log: AgentLog;
}

const startWatch = (options: HostAgentOptions, { engine, bus, probes, log }: Watching): Promise<HostWatch> =>
  HostWatch.start({
    engine,
    fleet: options.fleet,
    memory: memoryFile(options.memoryDir, log),
    readLedger: (sinceMs) =>
      readLedger(options.stateDir, sinceMs, (problem) => log.warn('ledger.entry.unreadable', { ...problem })),
    bus,
    log,
    onChange: (entries) => probes.sync(entries.flatMap(toProbed)),
  });

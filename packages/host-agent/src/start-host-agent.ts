import { dockerClient } from '@ares/adapters/docker';
import { readLedger } from '@ares/adapters/ledger';
import { publishWakes } from './events/publish-wakes.ts';
import { HostWatch } from './host/host-watch.ts';
import { scrapeTargetOf, toProbed } from './host/reach.ts';
import { listen } from './http/listen.ts';
import { requestListener } from './http/request-listener.ts';
import { serveBridge } from './http/serve-bridge.ts';
import type { AgentLog } from './log.ts';
import { memoryFile } from './memory/memory-file.ts';
import { metricsText } from './metrics/metrics-text.ts';
import type { HostAgentOptions } from './options.ts';
import { startLoopLag } from './probe/loop-lag.ts';
import { prober } from './probe/prober.ts';
import { buildSnapshot } from './snapshot/build-snapshot.ts';
import { wakeBus } from './wake/wake-bus.ts';

export interface HostAgent {
  /** At its first address. */
  readonly url: string;
  stop(): Promise<void>;
}

const DOCKER_TIMEOUT_MS = 2_000;
const LOOPBACK = '127.0.0.1';

/** Starts the agent in this process. It serves at once; the first look at Docker follows. */
export async function startHostAgent(options: HostAgentOptions, log: AgentLog = quiet): Promise<HostAgent> {
  const agentStartedAtMs = Date.now();
  const lag = startLoopLag();
  const bus = wakeBus();
  const events = await publishWakes(bus, options.events, options.hostId, log);
  const probes = prober({
    lag,
    onFailing: (containerName) => bus.wake({ reason: 'probe', containerName, atMs: Date.now() }),
  });
  const engine = dockerClient({ socketPath: options.socketPath, timeoutMs: DOCKER_TIMEOUT_MS });
  const watch = await HostWatch.start({
    engine,
    fleet: options.fleet,
    memory: memoryFile(options.memoryDir, log),
    readLedger: (sinceMs) =>
      readLedger(options.stateDir, sinceMs, (problem) => log.warn('ledger.entry.unreadable', { ...problem })),
    bus,
    log,
    onChange: (entries) => probes.sync(entries.flatMap(toProbed)),
  });
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
  const listener = requestListener({ snapshot, metrics, bus, scrapeTarget });
  const stopParts = async (): Promise<void> => {
    bus.stop();
    events.stop();
    probes.stop();
    lag.stop();
    await watch.stop();
  };
  try {
    const named = options.addresses.length > 0;
    const server = await listen(listener, named ? options.addresses : [LOOPBACK], options.port);
    const stopBridge = named ? () => {} : serveBridge(engine, server, log);
    return {
      url: urlOf(options.addresses[0], server.port),
      async stop() {
        stopBridge();
        await server.close();
        await stopParts();
      },
    };
  } catch (error) {
    await stopParts();
    throw error;
  }
}

const quiet: AgentLog = { info() {}, warn() {} };

const urlOf = (address = LOOPBACK, port: number): string =>
  `http://${address.includes(':') ? `[${address}]` : address}:${port}`;

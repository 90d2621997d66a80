import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { type ObserveStack, observeStack } from '../../../packages/host-agent/src/testing/observe-stack.ts';
import { type Bench, type Figures, percentile } from '../bench.ts';
import { agentCost } from './agent-cost.ts';
import { daemonPercent } from './daemon-percent.ts';
import { type DockerStatsCost, dockerStatsCost } from './docker-stats.ts';
import { interruptible } from './interruptible.ts';
import { loopReader } from './loop-reader.ts';
import { type ManagedFleet, managedFleet } from './managed-fleet.ts';
import { pause } from './pause.ts';
import { prometheusFigures } from './prometheus-figures.ts';

/** Below 1 for a quick look: `ARES_BENCH_SCALE=0.1`. The figures in the documents are of 1. */
const scale = Number(process.env.ARES_BENCH_SCALE ?? 1);
const SETTLE_MS = 20_000 * scale;
const QUIET_MS = 60_000 * scale;
const WARM_UP_MS = 60_000 * scale;
const MEASURED_MS = 240_000 * scale;
/** As the goal counts it: decimal, which is less than MiB. */
const MB = 1e6;

interface Phase {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Fifty managed containers, the agent as shipped, Prometheus as shipped, and a loop that asks as ARES does. */
export const hostAgent: Bench = {
  name: 'host-agent',
  about: 'CPU and memory of the host agent with 50 containers at a 5 s scrape; docker stats beside it',
  goals: {
    cpuPercentOfCore: { op: '<=', value: 2 },
    memoryMB: { op: '<=', value: 80 },
    containers: { op: '==', value: 50 },
    failedScrapes: { op: '==', value: 0 },
    failedProbes: { op: '==', value: 0 },
  },
  peers: {
    cpuPercentOfCore: 'docker stats, no probes: dockerStats.cpuPercentOfCore',
    daemonPercentOfCore: 'docker stats, no probes: dockerStats.daemonPercentOfCore',
    memoryMB: 'docker stats: dockerStats.memoryMB',
  },
  run: (say) =>
    interruptible(async (signal) => {
      const name = `ares-bench-${randomUUID().slice(0, 8)}`;
      const fleet = managedFleet(name);
      try {
        say('starting 50 containers');
        await fleet.up();
        const peer = await measurePeer(fleet, { signal, say });
        return await withAgent(name, (stack) => measureAgent(stack, peer, { signal, say }), { signal, say });
      } finally {
        say('clearing up');
        await fleet.down();
      }
    }),
};

interface Peer {
  readonly stats: DockerStatsCost;
  /** Docker's own, with nobody asking. */
  readonly quietPercent: number;
}

async function measurePeer(fleet: ManagedFleet, { signal, say }: Phase): Promise<Peer> {
  await pause(SETTLE_MS, signal);
  say('Docker with nobody asking');
  const quietPercent = await daemonPercent(QUIET_MS, signal);
  say('docker stats');
  const stats = await dockerStatsCost(await fleet.ids(), QUIET_MS, signal);
  return { stats, quietPercent };
}

async function withAgent<T>(name: string, work: (stack: ObserveStack) => Promise<T>, { signal, say }: Phase) {
  signal.throwIfAborted();
  say('host agent and Prometheus: bundle, image, start');
  const stack = await observeStack(name);
  try {
    return await work(stack);
  } finally {
    await stack.down();
  }
}

async function measureAgent(stack: ObserveStack, { stats, quietPercent }: Peer, { signal, say }: Phase) {
  await pause(WARM_UP_MS, signal);
  say(`measuring for ${MEASURED_MS / 1_000} s`);
  const loop = loopReader(stack.name, stack.agentUrl);
  try {
    const [agent, daemon] = await Promise.all([
      agentCost(`${stack.name}-host-agent-1`, MEASURED_MS, signal),
      daemonPercent(MEASURED_MS, signal),
    ]);
    const exposition = await (await fetch(`${stack.agentUrl}/metrics`)).text();
    const figures: Figures = {
      cpuPercentOfCore: agent.cpuPercentOfCore,
      daemonPercentOfCore: daemon - quietPercent,
      memoryMB: Math.max(...agent.memoryBytes) / MB,
      memoryP95MB: percentile(agent.memoryBytes, 0.95) / MB,
      expositionKB: Buffer.byteLength(exposition) / 1e3,
      probeGapMsP50: percentile(loop.probeGapsMs(), 0.5),
      probeGapMsP95: percentile(loop.probeGapsMs(), 0.95),
      ...(await prometheusFigures(stack.prometheusUrl, MEASURED_MS / 1_000)),
      // On a busy machine the same work takes more CPU time: its caches are cold each time.
      'machine.load1': loadavg()[0] ?? Number.NaN,
      'dockerStats.cpuPercentOfCore': stats.cpuPercentOfCore,
      'dockerStats.daemonPercentOfCore': stats.daemonPercentOfCore - quietPercent,
      'dockerStats.memoryMB': stats.memoryBytes / MB,
    };
    return figures;
  } finally {
    await loop.stop();
  }
}

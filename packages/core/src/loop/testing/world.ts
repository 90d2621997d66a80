import { aContainer, aFakePorts, aSnapshot, type ContainerOver, type FakePorts, probes } from '@ares/simulator';
import type { ContainerState, HostSnapshot } from '../../model/snapshot.ts';
import type { CommandRequest } from '../../ports/command-runner.ts';
import { heal } from '../heal.ts';
import { type TickReport, tick } from '../tick.ts';

export const HOST = 'host-1';
export const SHARD = 'shard-1';

export interface World {
  readonly ports: FakePorts;
  /** Changes one container, `cart` or `cart-2` for short; its probes answer as `probe` says, up to now. */
  set(replica: string, over: Omit<ContainerOver, 'probes'>, probe?: Probe): void;
  crash(replica: string, over?: ContainerOver): void;
  remove(replica: string): void;
  snapshot(over: Partial<HostSnapshot>): void;
  /** Whether a restart brings a container back; true at first. */
  restartsHelp: boolean;
  /** One tick by one decider, with the sends that it wakes. */
  tick(key?: string, holder?: string): Promise<TickReport>;
  /** Ticks every `stepMs` of virtual time. */
  run(ms: number, stepMs?: number): Promise<void>;
}

type Probe = ContainerState['probes'][number]['outcome'] | 'none';

/** `cart` is short for the first replica of the service. */
const nameOf = (replica: string): string => (/-\d+$/.test(replica) ? `shop-${replica}` : `shop-${replica}-1`);
const serviceOf = (replica: string): string => replica.replace(/-\d+$/, '');

/** One host of virtual containers whose restarts come true: the smallest world in which the whole loop can be seen. */
export function aWorld(replicas: Readonly<Record<string, ContainerOver>>): World {
  const ports = aFakePorts();
  const containers = new Map<string, { over: ContainerOver; probe: Probe }>();
  let snapshotOver: Partial<HostSnapshot> = {};
  let serial = 0;

  const now = () => ports.clock.now();
  const build = (replica: string, { over, probe }: { over: ContainerOver; probe: Probe }): ContainerState =>
    aContainer({
      name: nameOf(replica),
      ...over,
      probes: probe === 'none' ? [] : probes(probe, 10, now() - 100),
      labels: { ...over.labels, service: serviceOf(replica) },
    });
  ports.hosts.set(HOST, () =>
    aSnapshot({
      hostId: HOST,
      takenAtMs: now(),
      docker: { ok: true, lastOkAtMs: now() },
      containers: [...containers].map(([replica, state]) => build(replica, state)),
      ...snapshotOver,
    }),
  );

  const world: World = {
    ports,
    restartsHelp: true,
    set(replica, over, probe = 'ok') {
      containers.set(replica, { over: { ...containers.get(replica)?.over, ...over }, probe });
    },
    crash(replica, over = {}) {
      world.set(replica, { state: 'exited', exitCode: 137, finishedAtMs: now(), exitsAtMs: [now()], ...over }, 'none');
    },
    remove: (replica) => void containers.delete(replica),
    snapshot(over) {
      snapshotOver = over;
    },
    async tick(key, holder = 'decider-1') {
      serial += 1;
      const report = await tick(ports, { shard: SHARD, holder, key: key ?? `slot-${serial}`, leaseTtlMs: 15_000 });
      if (report.kind === 'done') for (const id of report.wake) await heal(ports, id).catch(() => false);
      return report;
    },
    async run(ms, stepMs = 1_000) {
      for (let t = 0; t < ms; t += stepMs) {
        ports.clock.advance(stepMs);
        await world.tick();
      }
    },
  };
  for (const [replica, over] of Object.entries(replicas)) world.set(replica, over);
  ports.commands.onAccept((request) => world.restartsHelp && obey(world, [...containers.keys()], request));
  return world;
}

/** What a restart does to a container: it runs since now, and answers. */
function obey(world: World, replicas: readonly string[], { parameters }: CommandRequest): void {
  const replica = replicas.find((known) => parameters.ContainerName === nameOf(known));
  if (replica === undefined) return;
  const startedAtMs = world.ports.clock.now();
  world.set(replica, { state: 'running', startedAtMs, startedAt: new Date(startedAtMs).toISOString() });
}

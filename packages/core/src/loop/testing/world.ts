import { aContainer, aFakePorts, aSnapshot, type FakePorts, probes } from '@ares/simulator';
import type { ContainerState, HostSnapshot } from '../../model/snapshot.ts';
import type { CommandRequest } from '../../ports/command-runner.ts';
import { heal } from '../heal.ts';
import { type TickReport, tick } from '../tick.ts';

export const HOST = 'host-1';
export const SHARD = 'shard-1';
type Over = NonNullable<Parameters<typeof aContainer>[0]>;

export interface World {
  readonly ports: FakePorts;
  /** Changes one container; its probes answer as `probe` says, up to now. */
  set(service: string, over: Omit<Over, 'probes'>, probe?: Probe): void;
  crash(service: string, over?: Over): void;
  remove(service: string): void;
  snapshot(over: Partial<HostSnapshot>): void;
  /** Whether a restart brings a container back; true at first. */
  restartsHelp: boolean;
  /** One tick by one decider, with the sends that it wakes. */
  tick(key?: string, holder?: string): Promise<TickReport>;
  /** Ticks every `stepMs` of virtual time. */
  run(ms: number, stepMs?: number): Promise<void>;
}

type Probe = ContainerState['probes'][number]['outcome'] | 'none';

/** One host of virtual containers whose restarts come true: the smallest world in which the whole loop can be seen. */
export function aWorld(services: Readonly<Record<string, Over>>): World {
  const ports = aFakePorts();
  const containers = new Map<string, { over: Over; probe: Probe }>();
  let snapshotOver: Partial<HostSnapshot> = {};
  let serial = 0;

  const now = () => ports.clock.now();
  const build = (service: string, { over, probe }: { over: Over; probe: Probe }): ContainerState =>
    aContainer({
      ...over,
      probes: probe === 'none' ? [] : probes(probe, 10, now() - 100),
      labels: { ...over.labels, service },
    });
  ports.hosts.set(HOST, () =>
    aSnapshot({
      hostId: HOST,
      takenAtMs: now(),
      docker: { ok: true, lastOkAtMs: now() },
      containers: [...containers].map(([service, state]) => build(service, state)),
      ...snapshotOver,
    }),
  );

  const world: World = {
    ports,
    restartsHelp: true,
    set(service, over, probe = 'ok') {
      containers.set(service, { over: { ...containers.get(service)?.over, ...over }, probe });
    },
    crash(service, over = {}) {
      world.set(service, { state: 'exited', exitCode: 137, finishedAtMs: now(), exitsAtMs: [now()], ...over }, 'none');
    },
    remove: (service) => void containers.delete(service),
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
  for (const [service, over] of Object.entries(services)) world.set(service, over);
  ports.commands.onAccept((request) => world.restartsHelp && obey(world, [...containers.keys()], request));
  return world;
}

/** What a restart does to a container: it runs since now, and answers. */
function obey(world: World, services: readonly string[], { parameters }: CommandRequest): void {
  const service = services.find((name) => parameters.ContainerName === `shop-${name}-1`);
  if (service === undefined) return;
  const startedAtMs = world.ports.clock.now();
  world.set(service, { state: 'running', startedAtMs, startedAt: new Date(startedAtMs).toISOString() });
}

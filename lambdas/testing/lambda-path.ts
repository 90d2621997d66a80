import {
  postgresHealStore,
  postgresKnowledge,
  postgresOutbox,
  postgresRoster,
  postgresSignals,
} from '@ares/adapters/postgres';
import {
  type HealMessage,
  type MetricName,
  type NotificationMessage,
  SLOT_MS,
  type SlotMessage,
  type TickMessage,
} from '@ares/config/aws';
import { recordedAnswers } from '@ares/core';
import { aContainer, aFakePorts, aPolicy, aSnapshot, type FakePorts, probes } from '@ares/simulator';
import { fresh } from '@ares/simulator/testing';
import type { Pool } from 'pg';
import type { HealDesk } from '../heal/heal-desk.ts';
import { onMessage } from '../heal/on-message.ts';
import { deliver } from '../tick/deliver.ts';
import type { TickDesk } from '../tick/tick-desk.ts';
import { type MemoryQueue, memoryQueue } from './memory-queue.ts';

export interface LambdaPath {
  readonly fakes: FakePorts;
  readonly shard: string;
  readonly hostId: string;
  readonly ticks: MemoryQueue<TickMessage>;
  readonly actions: MemoryQueue<HealMessage>;
  readonly notifications: MemoryQueue<NotificationMessage>;
  /** Sums of what was measured, by metric. */
  readonly measured: Readonly<Partial<Record<MetricName, number>>>;
  readonly tickDesk: TickDesk;
  readonly healDesk: HealDesk;
  /** The slot of now. */
  slot(over?: Partial<SlotMessage>): SlotMessage;
  /** Kills the container of a service; a command brings it back. */
  crash(service?: string): void;
  /** One invocation of `tick` with what is due, by this decider or another; the ids of what failed. */
  tick(desk?: Partial<TickDesk>): Promise<readonly string[]>;
  /** One invocation of `heal` a message that is due; how many failed. They are not delivered again. */
  heal(desk?: Partial<HealDesk>): Promise<number>;
  /** Slots and everything that they lead to, in steps of one second. */
  run(ms: number): Promise<void>;
}

const STEP_MS = 1_000;
const aSample = {
  service: 'cart',
  project: 'shop',
  containerName: 'shop-cart-1',
  feature: 'cpuLimitRatio',
  value: 0.1,
} as const;

/** One host of a shard of its own, queues in memory, and the logic of `tick` and `heal` over the real store. */
export function lambdaPath(pools: { readonly tick: Pool; readonly heal: Pool }): LambdaPath {
  const fakes = aFakePorts();
  const { clock } = fakes;
  const [shard, hostId] = [fresh('shard'), fresh('i')];
  const crashedAtMs = new Map<string, number>();
  const restartedAtMs = new Map<string, number>();
  const { budgets } = aPolicy();
  // The budget of the fleet is shared by the tests of a file.
  fakes.setPolicy(aPolicy({ budgets: { ...budgets, fleet: { inFlightMax: 1_000, perHourMax: 1_000 } } }));
  fakes.commands.onAccept(({ parameters }) => {
    const service = parameters.ContainerName?.split('-')[1] ?? '';
    crashedAtMs.delete(service);
    restartedAtMs.set(service, clock.now());
  });
  const services = new Set(['cart']);
  fakes.hosts.set(hostId, () =>
    aSnapshot({ hostId, takenAtMs: clock.now(), containers: [...services].map(container) }),
  );

  function container(service: string) {
    const base = { name: `shop-${service}-1`, labels: { service } };
    const diedAtMs = crashedAtMs.get(service);
    if (diedAtMs !== undefined)
      return aContainer({
        ...base,
        state: 'exited',
        exitCode: 137,
        finishedAtMs: diedAtMs,
        exitsAtMs: [diedAtMs],
        probes: [],
      });
    const sinceMs = restartedAtMs.get(service);
    const seen = probes('ok', 10, clock.now());
    if (sinceMs === undefined) return aContainer({ ...base, probes: seen });
    return aContainer({ ...base, startedAtMs: sinceMs, probes: seen.filter(({ atMs }) => atMs > sinceMs) });
  }

  const [ticks, actions, notifications] = [
    memoryQueue<TickMessage>(clock),
    memoryQueue<HealMessage>(clock),
    memoryQueue<NotificationMessage>(clock),
  ];
  const measured: Partial<Record<MetricName, number>> = {};
  const measure = (name: MetricName, value: number): void => {
    measured[name] = (measured[name] ?? 0) + value;
  };
  const roster = postgresRoster(pools.tick);
  const tickDesk: TickDesk = {
    ports: {
      ...fakes,
      hosts: {
        ...fakes.hosts,
        hosts: async (of) => (await roster.hosts(of)).map(({ hostId: id }) => ({ hostId: id })),
      },
      metrics: { read: async () => ({ samples: [{ ...aSample, atMs: clock.now() }], quarantined: 0, dropped: 0 }) },
      answers: recordedAnswers,
      knowledge: postgresKnowledge(pools.tick),
      newId: () => fresh(`incident-${shard}`),
    },
    holder: fresh('lambda'),
    fleet: 'shop',
    roster,
    signals: postgresSignals(pools.tick),
    outbox: postgresOutbox(pools.tick),
    ticks,
    actions,
    notifications,
    measure,
  };
  const healDesk: HealDesk = {
    clock,
    log: fakes.log,
    commands: fakes.commands,
    knowledge: postgresHealStore(pools.heal),
    later: actions,
    ticks,
    measure,
  };
  const path: LambdaPath = {
    fakes,
    shard,
    hostId,
    ticks,
    actions,
    notifications,
    measured,
    tickDesk,
    healDesk,
    slot: (over = {}) => ({
      kind: 'slot',
      slotMs: Math.floor(clock.now() / SLOT_MS) * SLOT_MS,
      shard,
      hosts: [{ hostId, address: '10.0.0.1' }],
      signals: [],
      ...over,
    }),
    crash(service = 'cart') {
      services.add(service);
      crashedAtMs.set(service, clock.now());
    },
    async tick(desk = {}) {
      return [...(await deliver({ ...tickDesk, ...desk }, ticks.receive())).keys()];
    },
    async heal(desk = {}) {
      const handled = actions.receive().map(({ body }) => onMessage({ ...healDesk, ...desk }, body));
      return (await Promise.allSettled(handled)).filter(({ status }) => status === 'rejected').length;
    },
    async run(ms) {
      for (let t = 0; t < ms; t += STEP_MS) {
        clock.advance(STEP_MS);
        if (clock.now() % SLOT_MS < STEP_MS) await ticks.send([{ body: path.slot() }]);
        await path.tick();
        await path.heal();
      }
    },
  };
  return path;
}

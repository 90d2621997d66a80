import {
  postgresHealStore,
  postgresKnowledge,
  postgresOutbox,
  postgresRoster,
  postgresSignals,
} from '@ares/adapters/postgres';
import type { HealMessage, MetricName, NotificationMessage, TickMessage } from '@ares/config/aws';
import { type Clock, type MetricReader, recordedAnswers } from '@ares/core';
import type { FakePorts } from '@ares/simulator';
import { fresh } from '@ares/simulator/testing';
import type { Pool } from 'pg';
import type { HealDesk } from '../heal/heal-desk.ts';
import type { TickDesk } from '../tick/tick-desk.ts';
import { type MemoryQueue, memoryQueue } from './memory-queue.ts';

/** Connections as the role of each function. */
export interface Pools {
  readonly tick: Pool;
  readonly heal: Pool;
}

export interface Queues {
  readonly ticks: MemoryQueue<TickMessage>;
  readonly actions: MemoryQueue<HealMessage>;
  readonly notifications: MemoryQueue<NotificationMessage>;
}

/** Sums of what was measured, by metric. */
export type Measured = Partial<Record<MetricName, number>>;

export interface Desks extends Queues {
  readonly measured: Readonly<Measured>;
  readonly tickDesk: TickDesk;
  readonly healDesk: HealDesk;
}

/** What `tick` and `heal` have on AWS, with the real store, queues in memory, and fakes for the hosts. */
export function desks(fakes: FakePorts, pools: Pools): Desks {
  const { clock } = fakes;
  const queues: Queues = {
    ticks: memoryQueue(clock),
    actions: memoryQueue(clock),
    notifications: memoryQueue(clock),
  };
  const measured: Measured = {};
  const measure = (name: MetricName, value: number): void => {
    measured[name] = (measured[name] ?? 0) + value;
  };
  const { log, commands } = fakes;
  const knowledge = postgresHealStore(pools.heal);
  const healDesk = { clock, log, commands, knowledge, measure, later: queues.actions, ticks: queues.ticks };
  return { ...queues, measured, healDesk, tickDesk: { ...tickDesk(fakes, pools.tick), ...queues, measure } };
}

function tickDesk(fakes: FakePorts, pool: Pool): Omit<TickDesk, keyof Queues | 'measure'> {
  const roster = postgresRoster(pool);
  const hosts = async (shard: string) => (await roster.hosts(shard)).map(({ hostId }) => ({ hostId }));
  return {
    ports: {
      ...fakes,
      hosts: { ...fakes.hosts, hosts },
      metrics: freshMetrics(fakes.clock),
      answers: recordedAnswers,
      knowledge: postgresKnowledge(pool),
      newId: () => fresh('incident'),
    },
    holder: fresh('lambda'),
    fleet: 'shop',
    shards: [],
    upSinceMs: fakes.clock.now(),
    roster,
    signals: postgresSignals(pool),
    outbox: postgresOutbox(pool),
  };
}

const freshMetrics = (clock: Clock): MetricReader => ({
  async read() {
    const cart = { service: 'cart', project: 'shop', containerName: 'shop-cart-1' };
    const sample = { ...cart, feature: 'cpuLimitRatio', value: 0.1, atMs: clock.now() } as const;
    return { samples: [sample], quarantined: 0, dropped: 0 };
  },
});

import { SLOT_MS, type SlotMessage } from '@ares/config/aws';
import { aFakePorts, type FakePorts } from '@ares/simulator';
import { fresh } from '@ares/simulator/testing';
import type { HealDesk } from '../heal/heal-desk.ts';
import { onMessage } from '../heal/on-message.ts';
import { deliver } from '../tick/deliver.ts';
import type { TickDesk } from '../tick/tick-desk.ts';
import { type Desks, desks, type Pools } from './desks.ts';
import { type OneHost, oneHost } from './one-host.ts';

export interface LambdaPath extends Desks, OneHost {
  readonly fakes: FakePorts;
  readonly shard: string;
  readonly hostId: string;
  /** The slot of now. */
  slot(over?: Partial<SlotMessage>): SlotMessage;
  /** One invocation of `tick` with what is due, by this decider or another; the ids of what failed. */
  tick(desk?: Partial<TickDesk>): Promise<readonly string[]>;
  /** One invocation of `heal` a message that is due; how many failed. They are not delivered again. */
  heal(desk?: Partial<HealDesk>): Promise<number>;
  /** Slots and everything that they lead to, in steps of one second. */
  run(ms: number): Promise<void>;
}

const STEP_MS = 1_000;

/** One host of a shard of its own, and the logic of `tick` and `heal` over the real store. */
export function lambdaPath(pools: Pools): LambdaPath {
  const fakes = aFakePorts();
  const { clock } = fakes;
  const [shard, hostId] = [fresh('shard'), fresh('i')];
  const own = desks(fakes, pools);
  const path: LambdaPath = {
    ...own,
    ...oneHost(fakes, hostId),
    fakes,
    shard,
    hostId,
    slot: (over = {}) => ({
      kind: 'slot',
      slotMs: Math.floor(clock.now() / SLOT_MS) * SLOT_MS,
      shard,
      hosts: [{ hostId, address: '10.0.0.1' }],
      signals: [],
      ...over,
    }),
    async tick(desk = {}) {
      return [...(await deliver({ ...own.tickDesk, ...desk }, own.ticks.receive())).keys()];
    },
    async heal(desk = {}) {
      const handled = own.actions.receive().map(({ body }) => onMessage({ ...own.healDesk, ...desk }, body));
      return (await Promise.allSettled(handled)).filter(({ status }) => status === 'rejected').length;
    },
    async run(ms) {
      for (let t = 0; t < ms; t += STEP_MS) {
        clock.advance(STEP_MS);
        if (clock.now() % SLOT_MS < STEP_MS) await own.ticks.send([{ body: path.slot() }]);
        await path.tick();
        await path.heal();
      }
    },
  };
  return path;
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, backoffMs } from './advance.ts';
import { isFinal, newSaga, type OrderStatus, type Saga, type StepResult } from './saga.ts';

/** The outside world of one order: what really happened to its stock and its money, whatever answers got lost. */
interface World {
  stock: 'none' | 'held' | 'sold' | 'released';
  money: 'none' | 'charged' | 'refunded' | 'void';
  charges: number;
}

interface Chance {
  /** Does the effect take place although no answer comes? */
  readonly effect: boolean;
  readonly answer: boolean;
  readonly refuses: boolean;
  /** Does the reservation run out just before this step? */
  readonly expires: boolean;
}

type Effect = (world: World, refuses: boolean) => StepResult;

const effects: Record<string, Effect> = {
  reserve: (world, refuses) => {
    const isNew = world.stock === 'none';
    if (world.stock === 'released') return { step: 'reserve', outcome: 'reservation-gone' };
    if (isNew && refuses) return { step: 'reserve', outcome: 'out-of-stock' };
    world.stock = 'held';
    return { step: 'reserve', outcome: 'reserved' };
  },
  charge: (world, refuses) => {
    if (world.money === 'charged') return { step: 'charge', outcome: 'charged' };
    if (refuses || world.money !== 'none') return { step: 'charge', outcome: 'declined' };
    world.money = 'charged';
    world.charges += 1;
    return { step: 'charge', outcome: 'charged' };
  },
  confirm: (world) => {
    if (world.stock === 'released') return { step: 'confirm', outcome: 'reservation-gone' };
    world.stock = 'sold';
    return { step: 'confirm', outcome: 'confirmed' };
  },
  refund: (world) => {
    world.money = world.money === 'charged' || world.money === 'refunded' ? 'refunded' : 'void';
    return { step: 'refund', outcome: 'refunded' };
  },
  release: (world) => {
    if (world.stock !== 'sold') world.stock = 'released';
    return { step: 'release', outcome: 'released' };
  },
  'empty-cart': () => ({ step: 'empty-cart', outcome: 'emptied' }),
};

/** One step as a crashing, timing out, repeating worker would take it. */
function take(saga: Saga, world: World, chance: Chance): Saga {
  if (saga.step === 'done') return saga;
  if (chance.expires && world.stock === 'held') world.stock = 'released';
  const result = chance.effect || chance.answer ? effects[saga.step]?.(world, chance.refuses) : undefined;
  return advance(saga, chance.answer && result ? result : ({ step: saga.step, outcome: 'unknown' } as StepResult));
}

const anyChance = fc.record({
  effect: fc.boolean(),
  answer: fc.boolean(),
  refuses: fc.boolean(),
  expires: fc.boolean(),
});
const calm: Chance = { effect: true, answer: true, refuses: false, expires: false };

function run(chances: readonly Chance[], onState: (saga: Saga) => void = () => {}): { saga: Saga; world: World } {
  const world: World = { stock: 'none', money: 'none', charges: 0 };
  let saga = newSaga;
  for (const chance of [...chances, ...Array.from({ length: 12 }, () => calm)]) {
    saga = take(saga, world, chance);
    onState(saga);
  }
  return { saga, world };
}

const allowed: Record<OrderStatus, readonly OrderStatus[]> = {
  pending: ['pending', 'reserved', 'cancelled', 'failed'],
  reserved: ['reserved', 'paid', 'cancelled', 'failed'],
  paid: ['paid', 'confirmed', 'cancelled'],
  confirmed: ['confirmed'],
  cancelled: ['cancelled'],
  failed: ['failed'],
};

describe('saga, whatever answers get lost', () => {
  const histories = fc.array(anyChance, { maxLength: 40 });

  test('comes to an end once the world is calm', () =>
    fc.assert(
      fc.property(histories, (chances) => {
        const { saga } = run(chances);
        expect(saga.step).toBe('done');
        expect(isFinal(saga.status)).toBe(true);
      }),
      { numRuns: 2_000 },
    ));

  test('a confirmed order is paid once and its stock sold; any other costs no money and holds no stock', () =>
    fc.assert(
      fc.property(histories, (chances) => {
        const { saga, world } = run(chances);
        expect(world.charges).toBeLessThanOrEqual(1);
        if (saga.status === 'confirmed') expect(world).toMatchObject({ stock: 'sold', money: 'charged' });
        else {
          expect(world.stock).not.toMatch(/held|sold/);
          expect(world.money).not.toBe('charged');
        }
      }),
      { numRuns: 2_000 },
    ));

  test('the status only ever moves forward', () =>
    fc.assert(
      fc.property(histories, (chances) => {
        let status: OrderStatus = 'pending';
        run(chances, (saga) => {
          expect(allowed[status]).toContain(saga.status);
          status = saga.status;
        });
      }),
    ));
});

test('the straight way', () => {
  const seen: string[] = [];
  run([], (saga) => seen.push(`${saga.status}/${saga.step}`));
  expect(seen.slice(0, 4)).toEqual(['reserved/charge', 'paid/confirm', 'confirmed/empty-cart', 'confirmed/done']);
});

test.each([
  { at: 'reserve', chances: [{ ...calm, refuses: true }], status: 'cancelled', reason: 'out_of_stock' },
  { at: 'charge', chances: [calm, { ...calm, refuses: true }], status: 'cancelled', reason: 'payment_declined' },
  {
    at: 'confirm',
    chances: [calm, calm, { ...calm, expires: true }],
    status: 'cancelled',
    reason: 'reservation_expired',
  },
])('refused at $at it ends $status for $reason', ({ chances, status, reason }) => {
  expect(run(chances).saga).toMatchObject({ status, step: 'done', ending: { status, reason } });
});

test('a charge that never answers fails the order, and the money that it took goes back', () => {
  const lost: Chance = { ...calm, answer: false };
  const { saga, world } = run([calm, ...Array.from({ length: 4 }, () => lost)]);
  expect(saga).toMatchObject({ status: 'failed', ending: { reason: 'payment_unavailable' } });
  expect(world).toEqual({ stock: 'released', money: 'refunded', charges: 1 });
});

test('a result of another step is refused', () => {
  expect(() => advance(newSaga, { step: 'charge', outcome: 'charged' })).toThrow(/Result of "charge"/);
});

test('tries get rarer up to a limit', () => {
  expect([1, 2, 3, 6, 60].map(backoffMs)).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
});

import type { Ending, OpenStep, OrderStatus, Saga, SagaStep, StepOutcomes, StepResult } from './saga.ts';

/** Tries after which a step with unknown outcome is given up; the steps that are missing never are. */
const attemptsMax: Partial<Record<OpenStep, number>> = { reserve: 5, charge: 4, 'empty-cart': 10 };

const go = (saga: Saga, step: SagaStep, status: OrderStatus = saga.status): Saga => ({
  ...saga,
  status,
  step,
  attempts: 0,
});

const undo = (saga: Saga, step: 'refund' | 'release', ending: Ending): Saga => ({ ...go(saga, step), ending });

const end = (saga: Saga, ending: Ending): Saga => ({ ...go(saga, 'done', ending.status), ending });

/** The order is undone: a saga without an ending cannot be here. */
function finishUndo(saga: Saga): Saga {
  if (!saga.ending) throw new Error(`Order in step "${saga.step}" has no ending to come to`);
  return end(saga, saga.ending);
}

type Handlers = {
  readonly [S in OpenStep]: Readonly<Record<Exclude<StepOutcomes[S], 'unknown'>, (saga: Saga) => Saga>>;
};

const known: Handlers = {
  reserve: {
    reserved: (saga) => go(saga, 'charge', 'reserved'),
    'out-of-stock': (saga) => end(saga, { status: 'cancelled', reason: 'out_of_stock' }),
    'reservation-gone': (saga) => end(saga, { status: 'cancelled', reason: 'reservation_expired' }),
  },
  charge: {
    charged: (saga) => go(saga, 'confirm', 'paid'),
    declined: (saga) => undo(saga, 'release', { status: 'cancelled', reason: 'payment_declined' }),
  },
  confirm: {
    confirmed: (saga) => go(saga, 'empty-cart', 'confirmed'),
    'reservation-gone': (saga) => undo(saga, 'refund', { status: 'cancelled', reason: 'reservation_expired' }),
  },
  refund: { refunded: (saga) => go(saga, 'release') },
  release: { released: finishUndo },
  'empty-cart': { emptied: (saga) => go(saga, 'done') },
};

/**
 * A step that was given up may have had its effect all the same, so what it might have done is undone: a
 * charge without an answer is refunded, which also keeps a late one from going through.
 */
const givenUp: Partial<Record<OpenStep, (saga: Saga) => Saga>> = {
  reserve: (saga) => undo(saga, 'release', { status: 'failed', reason: 'stock_unavailable' }),
  charge: (saga) => undo(saga, 'refund', { status: 'failed', reason: 'payment_unavailable' }),
  'empty-cart': (saga) => go(saga, 'done'),
};

/**
 * The next state of a saga, by what its present step came back with.
 * @throws Error if the result belongs to another step: the caller worked on a state that is no longer true
 */
export function advance(saga: Saga, result: StepResult): Saga {
  if (result.step !== saga.step) throw new Error(`Result of "${result.step}" for an order in "${saga.step}"`);
  if (result.outcome === 'unknown') return retryOrGiveUp(saga, result.step);
  const handlers: Readonly<Record<string, (saga: Saga) => Saga>> = known[result.step];
  const handle = handlers[result.outcome];
  if (!handle) throw new Error(`Step "${result.step}" cannot come back with "${result.outcome}"`);
  return handle(saga);
}

function retryOrGiveUp(saga: Saga, step: OpenStep): Saga {
  const attempts = saga.attempts + 1;
  const giveUp = givenUp[step];
  if (giveUp && attempts >= (attemptsMax[step] ?? Number.POSITIVE_INFINITY)) return giveUp(saga);
  return { ...saga, attempts };
}

const backoffBaseMs = 1_000;
const backoffMaxMs = 30_000;

/** Wait before a step is tried again: doubles with each try. */
export const backoffMs = (attempts: number): number =>
  Math.min(backoffMaxMs, backoffBaseMs * 2 ** Math.max(0, attempts - 1));

import type { Database } from '@shop/kit';
import { advance, backoffMs } from './advance.ts';
import type { Order } from './order.ts';
import type { SagaPorts } from './ports.ts';
import type { OpenStep, Saga, StepResult } from './saga.ts';
import { saveTransition } from './saga-store.ts';
import { steps } from './take-step.ts';

/** How long a worker may be silent before another one takes the order over; longer than any step's timeout. */
export const leaseMs = 10_000;

export interface Driver {
  readonly db: Database;
  readonly ports: SagaPorts;
  readonly stepTimeoutMs: number;
  readonly onStep: (order: Order, result: StepResult) => void;
  readonly onUnknown: (order: Order, cause: unknown) => void;
}

async function takeStep(driver: Driver, order: Order, step: OpenStep): Promise<StepResult> {
  try {
    const outcome = await steps[step](order, driver.ports, AbortSignal.timeout(driver.stepTimeoutMs));
    return { step, outcome } as StepResult;
  } catch (cause) {
    driver.onUnknown(order, cause);
    return { step, outcome: 'unknown' };
  }
}

const delayOf = (saga: Saga, isUnknown: boolean): number => (isUnknown ? backoffMs(saga.attempts) : leaseMs);

/**
 * Takes an order as far as it goes now: to its end, or to a step whose outcome is unknown and which is due again
 * later. Every transition is written before the next step is taken, so that a crash anywhere loses nothing.
 * @returns the order as it was last written
 */
export async function drive(driver: Driver, order: Order): Promise<Order> {
  let current = order;
  while (current.saga.step !== 'done') {
    const result = await takeStep(driver, current, current.saga.step);
    driver.onStep(current, result);
    const isUnknown = result.outcome === 'unknown';
    const next = advance(current.saga, result);
    const moved = await saveTransition(driver.db, current, next, delayOf(next, isUnknown));
    if (!moved) return current;
    current = moved;
    if (isUnknown) return current;
  }
  return current;
}

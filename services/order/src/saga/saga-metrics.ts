import type { Logger } from '@shop/kit';
import { Counter, type Registry } from 'prom-client';
import type { Driver } from './drive.ts';

/** Counts each step by its outcome and logs the ones whose outcome stayed unknown. */
export function sagaEvents(registry: Registry, logger: Logger): Pick<Driver, 'onStep' | 'onUnknown'> {
  const steps = new Counter({
    name: 'order_saga_steps_total',
    help: 'Steps of order sagas, by outcome.',
    labelNames: ['step', 'outcome'],
    registers: [registry],
  });
  return {
    onStep: (_order, { step, outcome }) => steps.inc({ step, outcome }),
    onUnknown: ({ id, saga }, err) =>
      logger.warn({ orderId: id, step: saga.step, attempts: saga.attempts + 1, err }, 'saga.outcome-unknown'),
  };
}

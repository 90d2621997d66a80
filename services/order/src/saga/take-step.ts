import type { Order } from './order.ts';
import type { SagaPorts } from './ports.ts';
import type { OpenStep, StepOutcomes } from './saga.ts';

type Steps = {
  readonly [S in OpenStep]: (order: Order, ports: SagaPorts, signal: AbortSignal) => Promise<StepOutcomes[S]>;
};

/** What each step does outside. */
export const steps: Steps = {
  reserve: ({ id, lines }, { stock }, signal) => stock.reserve(id, lines, signal),
  charge: ({ id, totalCents, paymentToken }, { payment }, signal) =>
    payment.charge({ orderId: id, amountCents: totalCents, cardToken: paymentToken }, signal),
  confirm: ({ id }, { stock }, signal) => stock.confirm(id, signal),
  refund: async ({ id }, { payment }, signal) => {
    await payment.cancel(id, signal);
    return 'refunded';
  },
  release: async ({ id }, { stock }, signal) => {
    await stock.release(id, signal);
    return 'released';
  },
  'empty-cart': async (order, { cart }, signal) => {
    await cart.takeOut(order, signal);
    return 'emptied';
  },
};

import type { Order } from './order.ts';
import type { SagaPorts } from './ports.ts';
import type { OpenStep, StepOutcomes } from './saga.ts';

type Steps = {
  readonly [S in OpenStep]: (order: Order, ports: SagaPorts, signal: AbortSignal) => Promise<StepOutcomes[S]>;
};

/** What each step does outside. */
export const steps: Steps = {
  reserve: ({ id, lines }, { stock }) => stock.reserve(id, lines),
  charge: ({ id, totalCents, paymentToken }, { payment }, signal) =>
    payment.charge({ orderId: id, amountCents: totalCents, cardToken: paymentToken }, signal),
  confirm: ({ id }, { stock }) => stock.confirm(id),
  refund: async ({ id }, { payment }) => {
    await payment.cancel(id);
    return 'refunded';
  },
  release: async ({ id }, { stock }) => {
    await stock.release(id);
    return 'released';
  },
  'empty-cart': async (order, { cart }) => {
    await cart.takeOut(order);
    return 'emptied';
  },
};

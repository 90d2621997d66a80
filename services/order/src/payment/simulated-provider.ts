import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@shop/kit';
import { cancelPayment, openPayment, settlePayment } from './books.ts';
import type { CardBehaviour } from './card-behaviour.ts';
import type { Charge, PaymentProvider } from './provider.ts';

const forever = (signal: AbortSignal): Promise<never> =>
  sleep(2 ** 31 - 1, undefined, { signal }).then(() => Promise.reject(new Error('payment provider never answered')));

/** A payment provider with its own books, that misbehaves as `behaviourOf` says. */
export const simulatedProvider = (db: Database, behaviourOf: (cardToken: string) => CardBehaviour): PaymentProvider => {
  const settle = async (charge: Charge, to: 'charged' | 'declined') =>
    (await settlePayment(db, charge, to)) === 'charged' ? 'charged' : 'declined';

  return {
    async charge(charge, signal) {
      const payment = await openPayment(db, charge);
      if (payment.state !== 'started') return payment.state === 'charged' ? 'charged' : 'declined';
      const isFirst = payment.attempts === 1;
      const behaviour = behaviourOf(charge.cardToken);
      if (behaviour === 'hang') return forever(signal);
      if (behaviour === 'fail-once' && isFirst) throw new Error('payment provider broke the connection');
      const outcome = await settle(charge, behaviour === 'decline' ? 'declined' : 'charged');
      return behaviour === 'lose-answer' && isFirst ? forever(signal) : outcome;
    },
    cancel: (orderId) => cancelPayment(db, orderId),
  };
};

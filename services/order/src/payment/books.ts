import type { Database } from '@shop/kit';
import { and, eq, sql } from 'drizzle-orm';
import { paymentEntries, payments } from '../db/payments.ts';
import type { Charge } from './provider.ts';

type Payment = typeof payments.$inferSelect;

/** Opens the order's payment or counts one more try of it. */
export async function openPayment(db: Database, { orderId, amountCents }: Charge): Promise<Payment> {
  const [payment] = await db
    .insert(payments)
    .values({ orderId, amountCents, state: 'started', attempts: 1 })
    .onConflictDoUpdate({ target: payments.orderId, set: { attempts: sql`${payments.attempts} + 1` } })
    .returning();
  if (!payment) throw new Error(`Payment of order ${orderId} was neither made nor found`);
  return payment;
}

/**
 * Settles a payment that is still open. The change of state and the money move in one transaction, and only the
 * call that changes the state moves money.
 * @returns the state that the payment is in now, whoever settled it
 */
export function settlePayment(db: Database, charge: Charge, to: 'charged' | 'declined'): Promise<Payment['state']> {
  const { orderId, amountCents, cardToken } = charge;
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(payments)
      .set({ state: to })
      .where(and(eq(payments.orderId, orderId), eq(payments.state, 'started')))
      .returning();
    if (changed.length > 0 && to === 'charged') {
      await tx.insert(paymentEntries).values({ orderId, kind: 'charge', amountCents, cardToken });
    }
    const [payment] = await tx.select().from(payments).where(eq(payments.orderId, orderId));
    if (!payment) throw new Error(`Payment of order ${orderId} disappeared`);
    return payment.state;
  });
}

/** Refunds what was charged; anything else becomes void, so that a charge still on its way finds the door shut. */
export function cancelPayment(db: Database, orderId: string): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.insert(payments).values({ orderId, amountCents: 0, state: 'void', attempts: 0 }).onConflictDoNothing();
    const [refunded] = await tx
      .update(payments)
      .set({ state: 'refunded' })
      .where(and(eq(payments.orderId, orderId), eq(payments.state, 'charged')))
      .returning();
    if (refunded) await refund(tx, refunded);
    await tx
      .update(payments)
      .set({ state: 'void' })
      .where(and(eq(payments.orderId, orderId), eq(payments.state, 'started')));
  });
}

async function refund(tx: Pick<Database, 'insert'>, { orderId, amountCents }: Payment): Promise<void> {
  await tx.insert(paymentEntries).values({ orderId, kind: 'refund', amountCents, cardToken: 'original' });
}

import { createHash } from 'node:crypto';
import { z } from 'zod';

export const checkoutBody = z.strictObject({
  /** From the payment provider; card numbers never come here. */
  paymentToken: z
    .string()
    .regex(/^tok_[a-z0-9_]{1,60}$/, 'must be a token of the payment provider, such as "tok_visa"'),
});

export const checkoutHeaders = z.object({
  'idempotency-key': z
    .string({ error: 'is required: a new random text for each purchase, and the same one when it is repeated' })
    .regex(/^[\x21-\x7e]{8,128}$/, 'must be 8 to 128 printable characters'),
});

export interface CheckoutRequest {
  readonly userId: string;
  readonly idempotencyKey: string;
  readonly paymentToken: string;
}

/** Tells a repeated request from another one under the same key. */
export const requestHash = ({ paymentToken }: CheckoutRequest): string =>
  createHash('sha256').update(JSON.stringify({ paymentToken })).digest('hex');

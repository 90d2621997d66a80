export interface Charge {
  /** The provider charges an order once, however often it is asked. */
  readonly orderId: string;
  readonly amountCents: number;
  readonly cardToken: string;
}

/** Rejections of either call mean that the outcome is unknown: the money may have moved. */
export interface PaymentProvider {
  charge(charge: Charge, signal: AbortSignal): Promise<'charged' | 'declined'>;
  /** Gives the money back, or makes sure that none will be taken any more. Safe to repeat. */
  cancel(orderId: string): Promise<void>;
}

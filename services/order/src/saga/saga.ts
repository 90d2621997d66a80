/** What the customer sees of an order. The last three are final. */
export const orderStatuses = ['pending', 'reserved', 'paid', 'confirmed', 'cancelled', 'failed'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** What has to be done next. `refund` and `release` undo, `empty-cart` tidies up after the order is confirmed. */
export const sagaSteps = ['reserve', 'charge', 'confirm', 'refund', 'release', 'empty-cart', 'done'] as const;
export type SagaStep = (typeof sagaSteps)[number];
export type OpenStep = Exclude<SagaStep, 'done'>;

/** How a saga that is being undone will end: `cancelled` for a business reason, `failed` for a technical one. */
export type Ending =
  | { readonly status: 'cancelled'; readonly reason: 'out_of_stock' | 'payment_declined' | 'reservation_expired' }
  | { readonly status: 'failed'; readonly reason: 'stock_unavailable' | 'payment_unavailable' };

export interface Saga {
  readonly status: OrderStatus;
  readonly step: SagaStep;
  /** Tries of the present step whose outcome is unknown. */
  readonly attempts: number;
  readonly ending: Ending | undefined;
}

/** What a step's effect came back with; `unknown` covers errors and timeouts alike. */
export interface StepOutcomes {
  reserve: 'reserved' | 'out-of-stock' | 'reservation-gone' | 'unknown';
  charge: 'charged' | 'declined' | 'unknown';
  confirm: 'confirmed' | 'reservation-gone' | 'unknown';
  refund: 'refunded' | 'unknown';
  release: 'released' | 'unknown';
  'empty-cart': 'emptied' | 'unknown';
}

export type StepResult = { [S in OpenStep]: { readonly step: S; readonly outcome: StepOutcomes[S] } }[OpenStep];

export const newSaga: Saga = { status: 'pending', step: 'reserve', attempts: 0, ending: undefined };

export const isFinal = (status: OrderStatus): boolean =>
  status === 'confirmed' || status === 'cancelled' || status === 'failed';

export { orderLines, orderStatus, orders, sagaStep } from './orders.ts';
export { outbox } from './outbox.ts';
export { paymentEntries, paymentEntryKind, paymentState, payments } from './payments.ts';
export { shopOrder } from './shop-order.ts';

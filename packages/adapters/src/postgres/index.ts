export { type Decider, deciderOf, releaseLease } from './lease.ts';
export { postgresAdmin } from './postgres-admin.ts';
export { postgresKnowledge } from './postgres-knowledge.ts';
export { postgresReader } from './postgres-reader.ts';
export { type Pruned, postgresRetention, type Retention } from './postgres-retention.ts';
export { storeError } from './store-error.ts';

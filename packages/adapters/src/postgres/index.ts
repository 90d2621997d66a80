export { postgresAdmin } from './postgres-admin.ts';
export { postgresKnowledge } from './postgres-knowledge.ts';
export { postgresReader } from './postgres-reader.ts';
export { storeError } from './store-error.ts';

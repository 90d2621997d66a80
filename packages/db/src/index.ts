export { migrate } from './migrate/migrate.ts';
export { refuseNewerSchema } from './migrate/refuse-newer-schema.ts';
export { SchemaNewerError } from './migrate/schema-newer-error.ts';
export { storedSchema } from './migrate/schema-version.ts';
export { type KnowledgeServer, knowledgePool, type Patience } from './pool/knowledge-pool.ts';
export { grantRoles } from './roles/grant-roles.ts';
export type { StoreUser } from './roles/privileges.ts';
export * from './schema/index.ts';

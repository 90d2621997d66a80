import type { ClientBase } from 'pg';
import { assertUsable, SCHEMA_VERSION, storedSchema } from './schema-version.ts';

/**
 * Looks at the schema when a connection is made, for code that does not migrate: a function that is too old for its
 * store gets no connection, and so writes nothing (row 52).
 */
export function refuseNewerSchema(client: ClientBase, done: (error?: Error) => void): void {
  storedSchema(client)
    .then((found) => assertUsable(found, SCHEMA_VERSION))
    .then(() => done(), done);
}

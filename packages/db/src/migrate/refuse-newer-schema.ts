import type { ClientBase } from 'pg';
import { SchemaNewerError } from './schema-newer-error.ts';
import { SCHEMA_VERSION, storedVersion } from './schema-version.ts';

/**
 * Looks at the schema when a connection is made, for code that does not migrate: a function that is older than its
 * store gets no connection, and so writes nothing (row 52).
 */
export function refuseNewerSchema(client: ClientBase, done: (error?: Error) => void): void {
  storedVersion(client).then(
    (found) => done(found > SCHEMA_VERSION ? new SchemaNewerError(found, SCHEMA_VERSION) : undefined),
    done,
  );
}

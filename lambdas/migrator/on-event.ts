import { databaseConnectionsMax, databaseRoles } from '@ares/config/aws';
import { grantRoles, migrate, storedSchema } from '@ares/db';
import type { Pool } from 'pg';
import { type ResourceAnswer, resourceEvent } from '../kit/resource-event.ts';

/**
 * Brings schema and roles to this code, as often as one likes. Deleting does nothing: the data outlive the stack.
 * @param open as the owner of the database
 * @throws SchemaNewerError naming both versions, before anything is written (row 52), where a newer ARES changed what
 *   this one knows: the deployment fails, and with it every function that depends on this one
 */
export async function onEvent(open: () => Promise<Pool>, event: unknown): Promise<ResourceAnswer> {
  const { RequestType, PhysicalResourceId = 'ares-knowledge-store' } = resourceEvent.parse(event);
  if (RequestType === 'Delete') return { PhysicalResourceId };
  const pool = await open();
  try {
    await migrate(pool);
    const client = await pool.connect();
    await grantRoles(client, databaseRoles, databaseConnectionsMax).finally(() => client.release());
    const { version } = await storedSchema(pool);
    return { PhysicalResourceId, Data: { SchemaVersion: String(version) } };
  } finally {
    await pool.end();
  }
}

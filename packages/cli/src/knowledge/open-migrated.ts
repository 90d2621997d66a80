import { storeError } from '@ares/adapters/postgres';
import { migrate } from '@ares/db';
import { type KnowledgeOptions, type OpenKnowledge, openKnowledge } from './embedded.ts';

/**
 * The knowledge store with this code's schema.
 * @throws CliError, SchemaNewerError, or AresError STORE_UNAVAILABLE; then nothing is left open
 */
export async function openMigrated(options: KnowledgeOptions): Promise<OpenKnowledge> {
  const store = await openKnowledge(options);
  try {
    await migrate(store.pool);
    return store;
  } catch (error) {
    await store.close();
    throw storeError('migrate', error);
  }
}

import type { Snapshot, SnapshotStore } from '@ares/adapters/aws';
import type { z } from 'zod';

/** Snapshots in memory, as JSON, which a test may spoil. */
export function memorySnapshots(): SnapshotStore & { readonly objects: Map<string, unknown> } {
  const objects = new Map<string, unknown>();
  return {
    objects,
    async put(name, value) {
      objects.set(name, JSON.parse(JSON.stringify(value)));
      return 'v';
    },
    async get<T>(name: string, schema: z.ZodType<T>): Promise<Snapshot<T>> {
      if (!objects.has(name)) return { state: 'none' };
      const { success, data, error } = schema.safeParse(objects.get(name));
      return success ? { state: 'good', version: 'v', value: data } : { state: 'bad', reason: error.message };
    },
  };
}

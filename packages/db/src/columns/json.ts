import { customType } from 'drizzle-orm/pg-core';
import { storableJson } from './storable.ts';

/** `jsonb` that any value can be written to. */
export const json = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: storableJson,
});

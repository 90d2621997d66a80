import { customType } from 'drizzle-orm/pg-core';
import { storableText } from './storable.ts';

/** `text` that any string can be written to. */
export const words = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: storableText,
});

import { customType } from 'drizzle-orm/pg-core';

/** Milliseconds since 1970 by the control plane's clock, not the database's; a sample's fraction is rounded away. */
export const epochMs = customType<{ data: number; driverData: string }>({
  dataType: () => 'bigint',
  toDriver: (ms) => String(Math.round(ms)),
  fromDriver: Number,
});

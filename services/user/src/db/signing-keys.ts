import { jsonb, text, timestamp } from 'drizzle-orm/pg-core';
import type { JWK } from 'jose';
import { shopUser } from './shop-user.ts';

export const signingKeys = shopUser.table('signing_keys', {
  kid: text().primaryKey(),
  publicJwk: jsonb().$type<JWK>().notNull(),
  /** Encrypted under a key from configuration. */
  privateJwk: text().notNull(),
  /** Signs from then on; it is published from its creation. */
  activatesAt: timestamp({ withTimezone: true }).notNull().unique(),
});

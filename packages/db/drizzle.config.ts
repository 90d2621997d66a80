import { defineConfig } from 'drizzle-kit';

/**
 * `npx drizzle-kit generate --name WHAT` in this folder writes the next migration. It ends by declaring the lowest
 * SCHEMA_VERSION that may still use the store, `ALTER TABLE "ares"."schema_version" ALTER COLUMN "compatible_from" SET
 * DEFAULT n;`: that of the migration before, if it only adds what older code need not know (no new word of an enum, no
 * column that must be given), else its own.
 */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/schema/index.ts',
  out: './migrations',
  casing: 'snake_case',
});

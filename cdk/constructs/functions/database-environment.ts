import { type DatabaseUser, databaseRoles } from '@ares/config/aws';
import type { DatabaseContext } from './function-context.ts';

/** The part of the environment that says where the database is and as whom to sign in. */
export const databaseEnvironment = ({ fleet, database, poolSize }: DatabaseContext, user: DatabaseUser) => ({
  ARES_FLEET: fleet,
  ...database.address(),
  DATABASE_USER: databaseRoles[user],
  DATABASE_POOL: poolSize,
});

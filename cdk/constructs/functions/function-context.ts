import type { Database } from '../database/database.ts';
import type { FunctionNetwork } from './ares-function.ts';

/** What every function is told. */
export interface FunctionContext {
  /** Value of the tag `ares:fleet` */
  readonly fleet: string;
  readonly logRetentionDays: number;
}

/** What the functions that sign in to the database are told beside it. */
export interface DatabaseContext extends FunctionContext {
  readonly network: FunctionNetwork;
  readonly database: Database;
  /** Connections of one execution environment */
  readonly poolSize: number;
}

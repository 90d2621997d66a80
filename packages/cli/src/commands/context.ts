import { userInfo } from 'node:os';
import { postgresAdmin, postgresKnowledge, postgresReader } from '@ares/adapters/postgres';
import type { KnowledgeAdmin, KnowledgeReader, KnowledgeStore } from '@ares/core';
import type { Command } from 'commander';
import { CliError, exitCodes } from '../cli-error.ts';
import { openMigrated } from '../knowledge/open-migrated.ts';
import { localDir } from '../local/paths.ts';
import { remoteKnowing } from '../remote/remote-knowing.ts';
import { remoteOf } from '../remote/remote-option.ts';
import { painter } from '../screen/format.ts';
import type { Place } from '../screen/place.ts';
import { localPlace } from './local-place.ts';

export { SHARD } from './local-place.ts';

/** Who pulled the switch, for the audit log. */
export function person(): string {
  if (process.env.ARES_USER) return process.env.ARES_USER;
  try {
    return userInfo().username;
  } catch {
    // In a container a user may have a number and no name.
    return `user ${process.getuid?.()}`;
  }
}

/** Data goes to stdout, progress to stderr. */
export const out = (text: string): void => void process.stdout.write(`${text}\n`);
export const progress = (text: string): void => void process.stderr.write(`${text}\n`);
export const paint = painter(process.stdout);
/** Of the terminal; nothing is cut or wrapped for a program that reads. */
export const width = (): number => process.stdout.columns ?? Number.POSITIVE_INFINITY;

export interface Knowing {
  readonly reader: KnowledgeReader;
  readonly admin: KnowledgeAdmin;
  readonly place: Place;
}

interface LocalKnowing extends Knowing {
  readonly knowledge: KnowledgeStore;
}

/**
 * What this machine's ARES knows, or with --remote the one over there.
 * @throws CliError
 */
export async function withKnowledge<T>(command: Command, use: (knowing: Knowing) => Promise<T>): Promise<T> {
  const url = remoteOf(command);
  const { shard } = command.opts<{ shard?: string }>();
  if (url) return use(remoteKnowing(url, shard));
  if (shard === undefined) return withLocalKnowledge(use);
  throw new CliError('this machine is one shard: --shard goes with --remote', {
    remedy: 'leave --shard out, or give --remote too',
    exitCode: exitCodes.usage,
  });
}

/**
 * Opens the knowledge store, whether ARES runs or not, and closes it after `use`.
 * @throws CliError when it is not there: only a start makes one
 */
export async function withLocalKnowledge<T>(use: (knowing: LocalKnowing) => Promise<T>): Promise<T> {
  const store = await openMigrated({ stateDir: localDir, databaseUrl: process.env.DATABASE_URL, mayCreate: false });
  try {
    const { pool } = store;
    return await use({
      reader: postgresReader(pool),
      admin: postgresAdmin(pool),
      knowledge: postgresKnowledge(pool),
      place: localPlace,
    });
  } finally {
    await store.close();
  }
}

/** Prints data as JSON or as a person reads it. */
export const show = (data: unknown, json: boolean | undefined, text: () => string): void =>
  out(json ? JSON.stringify(data, null, 2) : text());

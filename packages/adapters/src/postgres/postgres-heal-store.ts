import type { HealStore } from '@ares/core';
import type { Pool } from 'pg';
import { action, recordAnswer } from './answers.ts';
import { claim, giveBack, recordCommand, recordRefusal } from './claim.ts';
import { databaseOn } from './database.ts';
import { ask } from './store-error.ts';

/** The part of the knowledge store that those need who send; a role of the database may be bounded to it. */
export function postgresHealStore(pool: Pool): HealStore {
  const db = databaseOn(pool);
  return {
    claim: (actionId, nowMs) => ask('claim', () => claim(db, actionId, nowMs)),
    recordCommand: (sent, commandId, nowMs) => ask('recordCommand', () => recordCommand(db, sent, commandId, nowMs)),
    recordRefusal: (refused, reason, nowMs) => ask('recordRefusal', () => recordRefusal(db, refused, reason, nowMs)),
    giveBack: (refused) => ask('giveBack', () => giveBack(db, refused)),
    action: (ref) => ask('action', () => action(db, ref)),
    recordAnswer: (waiting, answer) => ask('recordAnswer', () => recordAnswer(db, waiting, answer)),
  };
}

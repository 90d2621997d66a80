import { AresError, type KillSwitch, type Lease } from '@ares/core';
import { control, leases } from '@ares/db';
import { eq } from 'drizzle-orm';
import type { Transaction } from './database.ts';
import { killSwitchOf } from './rows.ts';

/** The newest lease of a shard, which cannot change until the transaction ends. */
export async function lockedLease(tx: Transaction, shard: string): Promise<Omit<Lease, 'shard'> | undefined> {
  const columns = { holder: leases.holder, epoch: leases.epoch };
  const [newest] = await tx.select(columns).from(leases).where(eq(leases.shard, shard)).for('share');
  return newest;
}

/** @throws AresError FENCED unless this is the newest lease of its shard, expired or not */
export async function fence(tx: Transaction, { shard, holder, epoch }: Lease): Promise<void> {
  const newest = await lockedLease(tx, shard);
  if (newest?.epoch === epoch && newest.holder === holder) return;
  throw fenced(shard, epoch, newest?.epoch);
}

export const fenced = (shard: string, epoch: number, newest: number | undefined): AresError =>
  new AresError('FENCED', `epoch ${epoch} of shard ${shard} is over: the newest is ${newest ?? 'none'}`);

/** The kill switch, which cannot be pulled until the transaction ends: whoever pulls it waits for that. */
export async function lockedKillSwitch(tx: Transaction): Promise<KillSwitch> {
  const [row] = await tx.select().from(control).for('share');
  if (row === undefined) throw new Error('the kill switch has no row: the first migration made it');
  return killSwitchOf(row);
}

import { type Driver, drive, leaseMs } from '../saga/drive.ts';
import { claimDue } from '../saga/saga-store.ts';

const batchMax = 20;

/** Takes up every order whose time has come: interrupted by a crash, or waiting to be tried again. */
export async function recoverDue(driver: Driver, onError: (cause: unknown) => void): Promise<void> {
  for (;;) {
    const due = await claimDue(driver.db, batchMax, leaseMs);
    const outcomes = await Promise.allSettled(due.map((order) => drive(driver, order)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') onError(outcome.reason);
    if (due.length < batchMax) return;
  }
}

import type { EpochMs } from '@ares/core';
import type { Watch } from './watch.ts';

/** An action of ARES on this host, as the ledger of the remediation script tells it. */
export interface LedgerEntry {
  readonly kind: string;
  readonly containerId: string;
  readonly project: string;
  readonly service: string;
  readonly startedAtMs: EpochMs;
  readonly finishedAtMs?: EpochMs;
}

/** An entry without an end is of a script that still runs, at the latest until its time limits are over. */
export const UNFINISHED_MS = 180_000;
/** Docker may date an event a little after the command that caused it has returned. */
const TRAIL_MS = 1_000;

/** Was it ARES who stopped or removed this container then? */
export const isOwnAct = (entries: readonly LedgerEntry[], watch: Watch, atMs: EpochMs): boolean =>
  entries.some((entry) => isTarget(entry, watch) && isDuring(entry, atMs) && watch.run.startedAtMs < entry.startedAtMs);

/** A recycle throws away what it created beside its target and never started; a scale works on the whole service. */
function isTarget({ kind, containerId, project, service }: LedgerEntry, watch: Watch): boolean {
  if (kind === 'capture') return false;
  if (containerId === watch.id && kind !== 'scale') return true;
  const sibling = project !== '' && project === watch.project && service === watch.composeService;
  return sibling && (kind === 'scale' || (kind === 'recycle' && watch.run.startedAtMs === 0));
}

const isDuring = ({ startedAtMs, finishedAtMs }: LedgerEntry, atMs: EpochMs): boolean =>
  startedAtMs <= atMs && atMs <= (finishedAtMs === undefined ? startedAtMs + UNFINISHED_MS : finishedAtMs + TRAIL_MS);

const SHARE = 0.1;
/** SSM takes no more ids in one command. */
const BATCH_MAX = 50;

/** What became of the hosts of a batch. */
export interface Batch<End> {
  readonly ends: readonly End[];
  /** Whether the release may go to several at once: one of them has it now, or it was well before */
  readonly proven: boolean;
  /** Whether nothing may follow */
  readonly failed: boolean;
}

/**
 * Brings something to all hosts, each once: one alone until a host has it, then a tenth at a time.
 * @param bring is asked for the next batch when the one before has ended; a batch that `failed` is the last one
 */
export async function inBatches<Host, End>(
  hosts: readonly Host[],
  bring: (batch: readonly Host[]) => Promise<Batch<End>>,
): Promise<readonly End[]> {
  const share = Math.min(BATCH_MAX, Math.max(1, Math.floor(hosts.length * SHARE)));
  const ends: End[] = [];
  let proven = false;
  for (let at = 0; at < hosts.length; ) {
    const batch = hosts.slice(at, at + (proven ? share : 1));
    const ended = await bring(batch);
    ends.push(...ended.ends);
    if (ended.failed) break;
    proven ||= ended.proven;
    at += batch.length;
  }
  return ends;
}

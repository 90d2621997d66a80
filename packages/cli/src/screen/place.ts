import type { EpochMs } from '@ares/core';
import type { Looked } from './status-view.ts';

/** Where the fleet is that is looked at, and how to look at it. */
export interface Place {
  /** What the overview is asked for. */
  readonly shard: string;
  /** The clock over there. */
  readonly now: () => EpochMs;
  readonly urls: readonly (readonly [name: string, url: string])[];
  /** When nothing is known of now, and what to do then; without it as on this machine. */
  readonly staleness?: Pick<Looked, 'staleAfterMs' | 'whenStale'>;
  /** How often a live picture is drawn anew. */
  readonly everyMs: number;
}

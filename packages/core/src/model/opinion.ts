import type { Evidence, Symptom } from './symptom.ts';
import type { EpochMs } from './time.ts';

/** What the models of a service say of one minute of it. */
export interface Opinion {
  /** When the minute began. */
  readonly atMs: EpochMs;
  /** A tail probability, the same for every service: of quiet minutes about a share of 1 - risk reaches it. */
  readonly risk: number;
  /** The heaviest first; their weights add up to 1. None where nothing is unusual. */
  readonly evidence: readonly Evidence[];
  /** What it would be called; absent where nothing is too high, or the load alone. */
  readonly symptom?: Symptom;
}

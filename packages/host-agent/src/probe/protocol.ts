import type { ProbeResult } from '@ares/core';

export type Judgement = Pick<ProbeResult, 'outcome' | 'status'>;

/** How a kind of server is asked whether it works. */
export interface Protocol {
  /** Undefined where a connection is all that is asked for. */
  readonly question?: Buffer;
  /** What the answer so far means; undefined while it is too short to tell. */
  judge(answer: Buffer): Judgement | undefined;
  /** Has the whole answer come, so that the connection can be asked again? */
  isWhole(answer: Buffer): boolean;
}

export const OK: Judgement = { outcome: 'ok' };
export const ERROR: Judgement = { outcome: 'error' };

import type { ProbeResult } from '@ares/core';

export type Judgement = Pick<ProbeResult, 'outcome' | 'status'>;

/** How a kind of server is asked whether it works. */
export interface Protocol {
  /** Sent once the connection stands; undefined where a connection is all that is asked for. */
  readonly question?: Buffer;
  /** What the answer so far means; undefined while it is too short to tell. */
  judge(answer: Buffer): Judgement | undefined;
}

export const OK: Judgement = { outcome: 'ok' };
export const ERROR: Judgement = { outcome: 'error' };

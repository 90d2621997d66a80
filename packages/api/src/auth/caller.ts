import type { EpochMs } from '@ares/core';
import type { Context } from 'hono';

export type Scope = 'read' | 'operate';

/** Who asks, as somebody whom ARES trusts has verified it. */
export interface Caller {
  /** As it is written into the audit log. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** When this person last proved who they are; absent where nobody says so. */
  readonly signedInAtMs?: EpochMs;
}

/** Tells who sent a request; undefined for somebody unknown. Never by what the client merely claims. */
export type Authorize = (c: Context) => Caller | undefined | Promise<Caller | undefined>;

/** What every handler below `/api/v1` finds in its context. */
export interface ApiEnv {
  readonly Variables: { readonly caller: Caller };
}

import { postgresReader } from '@ares/adapters/postgres';
import type { Action, Incident } from '@ares/core';
import type { Pool } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { type LambdaPath, lambdaPath } from './lambda-path.ts';
import { type SignedIn, signedIn } from './signed-in.ts';

export interface Stage {
  readonly store: SignedIn;
  /** A shard of its own, with the connections that all tests of a file share. */
  path(): LambdaPath;
  /** Lets all leases run out. */
  expireLeases(): Promise<void>;
  /** Lets the ticks of this shard have begun earlier. */
  ageTicks(path: LambdaPath, byMs: number): Promise<void>;
  /** Newest first. */
  incidents(path: LambdaPath): Promise<readonly Incident[]>;
  /** In the order in which they were intended. */
  actions(path: LambdaPath): Promise<readonly Pick<Action, 'id' | 'state' | 'outcome' | 'targetId'>[]>;
}

/** One store for the tests of a file, and what they look at in it. */
export function stage(): Stage {
  let store: SignedIn;
  let pools: { readonly tick: Pool; readonly heal: Pool };
  let reader: ReturnType<typeof postgresReader>;
  beforeAll(async () => {
    store = await signedIn();
    pools = { tick: store.as('tick'), heal: store.as('heal') };
    reader = postgresReader(store.as('api'));
  });
  afterAll(() => store.stop());
  return {
    get store() {
      return store;
    },
    path: () => lambdaPath(pools),
    expireLeases: async () =>
      void (await store.owner.query(`update ares.leases set expires_at = now() - interval '1 second'`)),
    async ageTicks({ shard }, byMs) {
      const earlier = `update ares.ticks set begun_at = begun_at - $1 * interval '1 millisecond' where shard = $2`;
      await store.owner.query(earlier, [byMs, shard]);
    },
    async incidents({ shard }) {
      return (await reader.incidents({ limit: 500 })).filter((incident) => incident.shard === shard);
    },
    async actions({ shard }) {
      const columns = 'id, state, outcome, target_id as "targetId"';
      const query = `select ${columns} from ares.actions where shard = $1 order by intended_at_ms, attempt`;
      return (await store.owner.query(query, [shard])).rows;
    },
  };
}

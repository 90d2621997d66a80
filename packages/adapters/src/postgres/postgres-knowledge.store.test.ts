import { knowledgePool } from '@ares/db';
import { fresh, knowledgeContract, lead, noChanges, stage, TTL_MS, wide } from '@ares/simulator/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresKnowledge } from './postgres-knowledge.ts';
import { openPostgresStage, type PostgresStage } from './testing/postgres-stage.ts';

let postgres: PostgresStage;
beforeAll(async () => {
  postgres = await openPostgresStage();
});
afterAll(() => postgres.stop());

knowledgeContract(() => postgres.under);

const down = { name: 'AresError', code: 'STORE_UNAVAILABLE', retryable: true };

describe('several processes', () => {
  test('row 14: deciders on connections of their own cannot overdraw a budget', async () => {
    const { lease, intent } = await stage(postgres.under);
    const pools = Array.from({ length: 4 }, () => knowledgePool(postgres.url));
    try {
      const scopes = [fresh('service:s'), fresh('host:h'), fresh('fleet:f')];
      const results = await Promise.all(
        Array.from({ length: 40 }, (_, i) => {
          const pool = pools[i % pools.length];
          if (!pool) throw new Error('no pool');
          // Each names its budgets in another order: they have to wait for each other without a deadlock.
          const rotated = [...scopes.slice(i % 3), ...scopes.slice(0, i % 3)];
          const budgets = rotated.map((scope) => ({ ...wide, scope, inFlightMax: scope === scopes[1] ? 5 : 9 }));
          const action = intent({ attempt: i + 1, targetId: fresh('target') });
          return postgresKnowledge(pool).storeIntent(lease, action, budgets);
        }),
      );
      expect(results.filter((result) => result === 'stored')).toHaveLength(5);
      expect(results.filter((result) => result === 'over-budget')).toHaveLength(35);
    } finally {
      await Promise.all(pools.map((pool) => pool.end()));
    }
  });

  test('row 8: a commit that waits for a new lease is refused by it', async () => {
    const { knowledge, lease, shard } = await stage(postgres.under);
    const taker = await postgres.pool.connect();
    try {
      await taker.query('begin');
      await taker.query(`update ares.leases set holder = 'newer', epoch = epoch + 1 where shard = $1`, [shard]);
      const waiting = knowledge.commit(lease, noChanges);
      const refused = expect(waiting).rejects.toMatchObject({ code: 'FENCED' });
      await taker.query('commit');
      await refused;
    } finally {
      taker.release();
    }
  });

  test('row 47: a claim that waits for the kill switch is stopped by it', async () => {
    const { knowledge, lease, intent } = await stage(postgres.under);
    await knowledge.storeIntent(lease, intent(), []);
    const puller = await postgres.pool.connect();
    try {
      await puller.query('begin');
      await puller.query('update ares.control set kill_switch_on = true');
      const waiting = knowledge.claim(intent().id, intent().intendedAtMs);
      await puller.query('commit');
      expect(await waiting).toEqual({ claimed: false, reason: 'kill-switch' });
    } finally {
      puller.release();
      await postgres.under.setKillSwitch(false);
    }
  });

  test('epochs grow even over a store that was lost: hosts remember the highest they saw', async () => {
    const before = await lead(postgres.under.knowledge, fresh('shard'));
    await postgres.pool.query('delete from ares.leases where shard = $1', [before.shard]);
    const after = await lead(postgres.under.knowledge, before.shard);
    expect(after.epoch).toBeGreaterThanOrEqual(before.epoch);
    expect(before.epoch).toBeGreaterThan(1_700_000_000);
  });
});

test('tick keys are kept for a day', async () => {
  const { knowledge } = postgres.under;
  const lease = await lead(knowledge, fresh('shard'));
  await knowledge.beginTick(lease, 'old');
  await knowledge.beginTick(lease, 'new');
  await postgres.pool.query(`update ares.ticks set begun_at = now() - interval '2 days' where key = 'old'`);
  await knowledge.beginTick(lease, 'next');
  const kept = await postgres.pool.query('select key from ares.ticks where shard = $1 order by key', [lease.shard]);
  expect(kept.rows).toEqual([{ key: 'new' }, { key: 'next' }]);
});

describe('row 15: a store that takes no writes', () => {
  test('is read, and every write fails closed', async () => {
    const { lease, intent, shard, incident } = await stage(postgres.under);
    const pool = knowledgePool(`${postgres.url}?options=-c%20default_transaction_read_only%3Don`);
    try {
      const knowledge = postgresKnowledge(pool);
      expect((await knowledge.load(shard, 0)).incidents).toEqual([incident]);
      const readOnly = { ...down, message: expect.stringContaining('read-only') };
      await expect(knowledge.acquireLease(shard, lease.holder, TTL_MS)).rejects.toMatchObject(readOnly);
      await expect(knowledge.commit(lease, noChanges)).rejects.toMatchObject(readOnly);
      await expect(knowledge.storeIntent(lease, intent(), [])).rejects.toMatchObject(readOnly);
      await expect(knowledge.claim(intent().id, 0)).rejects.toMatchObject(readOnly);
    } finally {
      await pool.end();
    }
  });
});

describe('rows 12 and 13: a store that is not there', () => {
  test('nobody listens', async () => {
    const pool = knowledgePool('postgres://ares@127.0.0.1:1/postgres');
    const knowledge = postgresKnowledge(pool);
    await expect(knowledge.acquireLease('test', 'a', TTL_MS)).rejects.toMatchObject(down);
    await expect(knowledge.load('test', 0)).rejects.toMatchObject(down);
    await pool.end();
  });

  test('it is not migrated', async () => {
    await postgres.pool.query('create database bare');
    const pool = knowledgePool(postgres.url.replace(/postgres$/, 'bare'));
    await expect(postgresKnowledge(pool).load('test', 0)).rejects.toMatchObject(down);
    await pool.end();
  });

  test('connections that break in mid-decision cost that decision and no more', async () => {
    const { knowledge, lease, intent, shard } = await stage(postgres.under);
    const locker = await postgres.pool.connect();
    await locker.query('begin');
    await locker.query('lock table ares.actions in access exclusive mode');
    const waiting = expect(knowledge.storeIntent(lease, intent(), [])).rejects.toMatchObject(down);
    await expect.poll(blockedBackends).toBeGreaterThan(0);
    await postgres.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname is not null`,
    );
    await waiting;
    await locker.query('rollback');
    locker.release();
    expect((await knowledge.load(shard, 0)).actions).toEqual([]);
    expect(await knowledge.storeIntent(lease, intent(), [])).toBe('stored');
  });

  const blockedBackends = async (): Promise<number> => {
    const { rows } = await postgres.pool.query(
      `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`,
    );
    return rows[0].n;
  };
});

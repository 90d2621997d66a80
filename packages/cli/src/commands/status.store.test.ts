import { postgresKnowledge } from '@ares/adapters/postgres';
import type { ShardMemory, TickChanges } from '@ares/core';
import { knowledgePool, migrate } from '@ares/db';
import { startPostgres, type TestServer } from '@ares/db/testing';
import { aMemory, anIncident } from '@ares/simulator';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SHARD } from './context.ts';
import { newHome, removeHome, runAres } from './testing/run-ares.ts';

// Each command is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

const LEASE_MS = 600_000;
const home = newHome();
let server: TestServer;
let pool: Pool;
beforeAll(async () => {
  server = await startPostgres();
  pool = knowledgePool(server.url);
  await migrate(pool);
});
afterAll(async () => {
  await pool.end();
  await server.stop();
  removeHome(home);
});

/** What a tick of `agoMs` ago left behind. */
async function ticked(agoMs: number, over: Partial<TickChanges> = {}, shard: Partial<ShardMemory> = {}): Promise<void> {
  const knowledge = postgresKnowledge(pool);
  const lease = await knowledge.acquireLease(SHARD, 'test', LEASE_MS);
  if (lease === undefined) throw new Error('no lease');
  const atMs = Date.now() - agoMs;
  const memory = { lastTickAtMs: atMs, lastReadAtMs: { 'host-1': atMs }, unreachable: {}, metricsMissingSinceMs: {} };
  const services = [aMemory({ lastSeenAtMs: atMs })];
  const none = { incidents: [], actions: [], timeline: [], outbox: [] };
  await knowledge.commit(lease, { shard: { ...memory, ...shard }, services, ...none, ...over });
}

const ares = (...args: readonly string[]) => runAres(home, args, { DATABASE_URL: server.url });
const json = async () => {
  const { code, stdout } = await ares('status', '--json');
  return { code, view: JSON.parse(stdout) };
};

test('a fleet that is well is exit code 0, and its JSON is the view, not the rows of the store', async () => {
  await ticked(0);
  const { code, view } = await json();
  expect(code).toBe(0);
  expect(view).toMatchObject({ verdict: 'healthy', stale: false, services: [{ name: 'cart', state: 'HEALTHY' }] });
  expect(JSON.stringify(view)).not.toMatch(/checks|cpuHot|baselines|builds/);
  const watched = await ares('watch', '--json', '--count', '1');
  expect(Object.keys(JSON.parse(watched.stdout))).toEqual(Object.keys(view));
});

test('with ARES stopped nothing is healthy: exit code 5, said first, also without colour', async () => {
  await ticked(48_000);
  const { code, view } = await json();
  expect(code).toBe(5);
  expect(view).toMatchObject({
    verdict: 'unknown',
    stale: true,
    services: [{ state: 'UNKNOWN', lastState: 'HEALTHY' }],
  });
  expect(view.lastTickAgeMs).toBeGreaterThanOrEqual(48_000);
  const { code: same, stdout } = await ares('status');
  expect(same).toBe(5);
  expect(stdout).toMatch(/^ARES {2}Unknown: ARES does not run; last tick \d+ s ago. → npm start\n/);
  expect(stdout).toMatch(/\? UNKNOWN +cart .*was HEALTHY \d+ s ago/);
});

test('a host that does not answer, a refused policy and bad labels', async () => {
  const silent = { lastReadAtMs: { 'host-1': Date.now() - 9_000 }, unreachable: { 'host-1': 1 } };
  const labelProblems = [{ hostId: 'host-1', containerName: 'x', label: 'ares.health', reason: 'no', leftAlone: true }];
  const services = [aMemory({ lastSeenAtMs: silent.lastReadAtMs['host-1'] })];
  await ticked(0, { services }, { ...silent, policyVersion: 'v1', policyRejected: 'p.yaml:3:1 bad', labelProblems });
  const { code, stdout } = await ares('status');
  expect(code).toBe(5);
  expect(stdout).toContain('host host-1 does not answer');
  expect(stdout).toContain('POLICY REFUSED, the last good one stays in force: p.yaml:3:1 bad');
  expect(stdout).toContain('1 container is left alone: label ares.health of x: no');
});

test('watched without a terminal: the picture once, and no line while nothing changes', async () => {
  await ticked(0);
  const { stdout } = await ares('watch', '--count', '3');
  expect(stdout.match(/STATE/g)).toHaveLength(1);
  expect(stdout.trimEnd().split('\n').at(-1)).toContain('host agent http://');
});

test('row 28: an open incident of a host alone is exit code 4', async () => {
  const lost = { serviceId: 'host-1/-/host', service: 'host', containerName: '', symptom: 'telemetry-loss' } as const;
  await ticked(0, { incidents: [anIncident({ ...lost, shard: SHARD, weight: 'tell' })] });
  const { code, stdout } = await ares('status');
  expect(code).toBe(4);
  expect(stdout).toContain('host host-1: telemetry-loss. 1 of 1 services healthy.');
});

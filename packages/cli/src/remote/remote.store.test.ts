import { postgresAdmin, postgresKnowledge, postgresOutbox } from '@ares/adapters/postgres';
import type { Decision } from '@ares/core';
import { knowledgePool, migrate } from '@ares/db';
import { startPostgres, type TestServer } from '@ares/db/testing';
import { aMemory, anAction, anIncident } from '@ares/simulator';
import { lead, noChanges } from '@ares/simulator/testing';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHARD } from '../commands/context.ts';
import { newHome, removeHome, runAres } from '../commands/testing/run-ares.ts';
import { serveApi } from './testing/serve-api.ts';

const DAY_MS = 86_400_000;
const home = newHome();
let server: TestServer;
let pool: Pool;
let api: Awaited<ReturnType<typeof serveApi>>;
beforeAll(async () => {
  server = await startPostgres();
  pool = knowledgePool(server.url);
  await migrate(pool);
  await known();
  api = await serveApi(pool);
});
afterAll(async () => {
  await api.stop();
  await pool.end();
  await server.stop();
  removeHome(home);
});

/** A fleet with a service that is down and one that is well, an action, and an incident that is over. */
async function known(): Promise<void> {
  const knowledge = postgresKnowledge(pool);
  const lease = await lead(knowledge, SHARD);
  await knowledge.beginTick(lease, 'slot');
  const nowMs = Date.now();
  // No command of a slow machine comes too late to find it fresh.
  const tickAtMs = nowMs + DAY_MS;
  const times = { beganAtMs: nowMs - 2 * DAY_MS, detectedAtMs: nowMs - 2 * DAY_MS + 500 };
  const open = anIncident({ id: 'open-1', shard: SHARD, state: 'escalated', ...times });
  const over = anIncident({
    id: 'over-1',
    shard: SHARD,
    service: 'order',
    state: 'healed',
    ...times,
    closedAtMs: nowMs - DAY_MS,
  });
  const hold: Decision = { kind: 'hold', guard: 'storm', reason: 'too many at once', answers: [] };
  const seen = { lastSeenAtMs: tickAtMs, healthSinceMs: nowMs - 2 * DAY_MS };
  await knowledge.commit(lease, {
    ...noChanges,
    shard: {
      lastTickAtMs: tickAtMs,
      lastReadAtMs: { 'host-1': tickAtMs },
      unreachable: {},
      metricsMissingSinceMs: {},
      policyVersion: 'v1',
    },
    services: [aMemory({ ...seen, health: 'DOWN' }), aMemory({ ...seen, service: 'order' })],
    incidents: [open, over],
    timeline: [
      { incidentId: open.id, atMs: nowMs, kind: 'detected', words: 'exited with code 137', data: null },
      { incidentId: open.id, atMs: nowMs, kind: 'decided', words: 'held', data: { decision: hold, root: 'cart' } },
    ],
  });
  await knowledge.storeIntent(lease, anAction(open, { epoch: lease.epoch, intendedAtMs: nowMs - 2 * DAY_MS }), []);
  await postgresAdmin(pool).setKillSwitch(false, 'grace', 'all is well');
}

const here = (...args: readonly string[]) => runAres(home, args, { DATABASE_URL: server.url });
const there = (args: readonly string[], token = 'operator') =>
  runAres(home, args, { ARES_REMOTE: api.url, ...(token && { ARES_TOKEN: token }) });

/** Without what differs by place and moment: addresses and the time. */
const timeless = (text: string): string =>
  text
    .replace(/"nowMs": ?\d+,?/g, '')
    .replace(/(shop|ARES) http.*/s, '')
    .trimEnd();

describe('the same knowledge reads the same, wherever it is', () => {
  test.each([
    [['status']],
    [['status', '--json']],
    [['incidents', '--open', '--service', 'cart', '--limit', '1']],
    [['why', 'open']],
    [['why', 'over', '--json']],
    [['audit']],
  ])('%s', async (args) => {
    const [local, remote] = await Promise.all([here(...args), there(args)]);
    expect({ ...remote, stdout: timeless(remote.stdout) }).toEqual({ ...local, stdout: timeless(local.stdout) });
    expect([local.stderr, local.stdout.length > 40]).toEqual(['', true]);
  });

  test.each([
    ['why', 'o'],
    ['why', 'gone'],
  ])('%s %s fails the same', async (...args) => expect(await there(args)).toEqual(await here(...args)));

  test('watch, once', async () => {
    const { code, stdout } = await there(['watch', '--json', '--count', '1', '--shard', SHARD]);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { verdict: 'sick', services: [{ name: 'cart' }, {}] }]);
  });
});

test('pause and resume are in the name of the token, whatever this machine says', async () => {
  const paused = await runAres(home, ['pause', '--reason', 'drill', '--json', '--remote', api.url], {
    ARES_TOKEN: 'operator',
    ARES_USER: 'root',
  });
  expect([paused.code, JSON.parse(paused.stdout)]).toMatchObject([0, { on: true, by: 'ada', reason: 'drill' }]);
  expect((await here('status')).stdout).toContain('PAUSED by ada');
  expect((await there(['resume'])).stdout).toBe('Resumed.\n');
  expect((await here('audit')).stdout).toMatch(/ada +kill switch off/);
});

test('a test message waits there like any other, with who and why; a second one has to wait', async () => {
  const without = await there(['notify', '--test']);
  expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('needs a reason')]);
  const sent = await there(['notify', '--test', '--reason', 'new webhook']);
  expect([sent.code, sent.stdout]).toEqual([0, expect.stringContaining('on its way')]);
  expect(await postgresOutbox(pool).pending(9)).toMatchObject([
    { kind: 'alarm', words: expect.stringMatching(/by ada.*new webhook/) },
  ]);
  expect((await here('audit')).stdout).toMatch(/ada +test message +new webhook/);
  const again = await there(['notify', '--test', '--reason', 'impatience']);
  expect([again.code, again.stderr]).toEqual([1, expect.stringMatching(/less than a minute ago\n {2}→ .* in \d+ s/)]);
});

test('doctor tells what it is well with, and what is not', async () => {
  const { code, stdout } = await there(['doctor', '--json']);
  const names = JSON.parse(stdout).map(({ name, state }: { name: string; state: string }) => `${name}: ${state}`);
  expect([code, names]).toEqual([0, ['API: ok', 'kill switch: ok', 'ticks: ok', 'hosts: ok', 'policy: ok']]);
});

describe('a failure is its cause and the next command', () => {
  const told = ({ code, stdout, stderr }: Awaited<ReturnType<typeof here>>) => {
    expect(stdout).toBe('');
    return [code, ...stderr.trimEnd().split('\n')];
  };

  test.each([
    { name: 'nobody signed in', args: ['status'], token: '', says: /sign-in/, next: /npx ares login --remote http/ },
    { name: 'no such token', args: ['audit'], token: 'wrong', says: /sign-in/, next: /ARES_TOKEN is not valid/ },
    { name: 'no right', args: ['pause', '--reason', 'x'], token: 'viewer', says: /vera has no right/, next: /group/ },
  ])('$name', async ({ args, token, says, next }) =>
    expect(told(await there(args, token))).toEqual([1, expect.stringMatching(says), expect.stringMatching(next)]),
  );

  test.each([['start'], ['down'], ['forecast'], ['heal', 'cart', '--dry-run']])(
    '%s is for this machine',
    async (...args) =>
      expect(told(await there(args))).toEqual([
        2,
        expect.stringContaining(`\`${args[0]}\` works on this machine alone`),
        '  → leave --remote out, and unset ARES_REMOTE',
      ]),
  );

  test('an address that is none, or would show a token to all', async () => {
    const lines = [['--remote', 'http://ares.example.com', 'status'], ['login']];
    const answers = await Promise.all(lines.map(async (line) => told(await here(...line))));
    expect(answers.map(([code, cause]) => [code, cause])).toEqual([
      [2, expect.stringContaining('It has to be https')],
      [2, expect.stringContaining('needs the address')],
    ]);
  });
});

test('set to nothing is not set', async () => {
  const { code } = await runAres(home, ['audit'], { ARES_REMOTE: '', DATABASE_URL: server.url });
  expect(code).toBe(0);
});

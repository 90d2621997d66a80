import { type FakeDocker, fakeDocker } from '@ares/adapters/docker/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AgentMemory } from '../memory/agent-memory.ts';
import { fromText, toText } from '../memory/agent-memory.ts';
import { buildSnapshot } from '../snapshot/build-snapshot.ts';
import { type Wake, wakeBus } from '../wake/wake-bus.ts';
import type { LedgerEntry } from '../watch/own-act.ts';
import { HostWatch } from './host-watch.ts';

const T0 = 1_800_000_000_000;

let docker: FakeDocker;
let ledger: LedgerEntry[];
let stored: string | undefined;
let wakes: Wake[];
let watch: HostWatch;

const memory = {
  load: async () => (stored === undefined ? undefined : fromText(stored)),
  save: async (now: AgentMemory) => {
    stored = toText(now);
  },
};

async function startWatch(): Promise<HostWatch> {
  const bus = wakeBus();
  bus.subscribe((wake) => wakes.push(wake));
  watch = await HostWatch.start({
    engine: docker,
    fleet: 'default',
    memory,
    readLedger: async () => ledger,
    bus,
    log: { info() {}, warn() {} },
    onChange: () => {},
  });
  await pass(100);
  return watch;
}

/** Lets time go by for the agent and for Docker alike. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  docker.clock.nowMs = Date.now();
}

const snapshot = () =>
  buildSnapshot({
    hostId: 'h',
    agentStartedAtMs: T0,
    nowMs: Date.now(),
    docker: watch.docker(),
    entries: watch.entries(),
    state: watch.state(),
    probesOf: () => [],
  });

const look = (name: string) => snapshot().containers.find((container) => container.name === name);
const reasons = () => wakes.map(({ reason }) => reason);

beforeEach(() => {
  vi.useFakeTimers({ now: T0 });
  docker = fakeDocker(T0 - 60_000);
  ledger = [];
  stored = undefined;
  wakes = [];
});
afterEach(async () => {
  const stopped = watch.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  await stopped;
  vi.useRealTimers();
});

const runWeb = (): string => {
  const id = docker.run('web');
  docker.clock.nowMs = T0;
  return id;
};

test('the first look: what is there, with the loop woken', async () => {
  docker.run('other', { 'ares.fleet': 'blue' });
  docker.run('broken', { 'ares.health': 'nonsense' });
  runWeb();
  await startWatch();
  expect(snapshot()).toMatchObject({
    docker: { ok: true },
    containers: [{ name: 'web', state: 'running', settling: false }],
    invalid: [{ containerName: 'broken', label: 'ares.health' }],
    intents: [],
  });
  expect(reasons()).toEqual(['connected']);
});

test('before the first look nothing is claimed to be known', async () => {
  runWeb();
  docker.setHanging(true);
  await startWatch();
  expect(snapshot()).toMatchObject({ docker: { ok: false }, containers: [] });
});

test('a crash is there at once, and wakes the loop', async () => {
  const id = runWeb();
  await startWatch();
  docker.crash(id, 3);
  await pass(60);
  expect(look('web')).toMatchObject({ state: 'exited', exitCode: 3, settling: false, exitsAtMs: [T0 + 100] });
  expect(reasons()).toEqual(['connected', 'die']);
});

test('a stop by a person: no wake before it is clear what it was', async () => {
  const id = runWeb();
  await startWatch();
  docker.tell(id, 'kill', {}, { signal: '15' });
  docker.tell(id, 'die', { state: 'exited', exitCode: 143, finishedAtMs: T0 + 100 });
  await pass(500);
  expect(look('web')).toMatchObject({ state: 'exited', settling: true });
  expect(reasons()).toEqual(['connected']);
  docker.tell(id, 'stop');
  await pass(60);
  expect(look('web')).toMatchObject({ settling: false, exitsAtMs: [] });
  expect(snapshot().intents).toMatchObject([{ kind: 'stop', containerName: 'web' }]);
  expect(reasons()).toEqual(['connected', 'stop']);
});

test('a die by SIGTERM that nobody called a stop becomes a crash after two seconds', async () => {
  const id = runWeb();
  await startWatch();
  docker.tell(id, 'kill', {}, { signal: '15' });
  docker.tell(id, 'die', { state: 'exited', exitCode: 143, finishedAtMs: T0 + 100 });
  await pass(2_100);
  expect(look('web')).toMatchObject({ settling: false, exitsAtMs: [T0 + 100] });
  expect(wakes.at(-1)).toEqual({ reason: 'die', containerName: 'web', atMs: T0 + 100 });
});

test('a stop that the ledger knows is no intent', async () => {
  const id = runWeb();
  await startWatch();
  ledger.push({ kind: 'restart', containerId: id, project: '', service: '', startedAtMs: T0 + 50 });
  docker.stop(id);
  await pass(60);
  expect(snapshot().intents).toEqual([]);
  expect(look('web')).toMatchObject({ state: 'exited', exitsAtMs: [] });
});

test('an unreadable ledger makes every stop a person', async () => {
  const id = runWeb();
  await startWatch();
  ledger = new Proxy([], {
    get() {
      throw new Error('EACCES');
    },
  });
  docker.stop(id);
  await pass(60);
  expect(snapshot().intents).toHaveLength(1);
});

test('intents outlive the agent', async () => {
  const id = runWeb();
  await startWatch();
  docker.stop(id);
  await pass(60);
  await watch.stop();
  await pass(60_000);
  await startWatch();
  expect(snapshot().intents).toMatchObject([{ kind: 'stop', containerName: 'web', atMs: T0 + 100 }]);
  docker.start(id);
  await pass(60);
  expect(snapshot().intents).toEqual([]);
});

test('what happened while the agent was away is told by Docker', async () => {
  const crashed = runWeb();
  const stopped = docker.run('db');
  await startWatch();
  await watch.stop();
  await pass(30_000);
  docker.crash(crashed);
  docker.stop(stopped);
  await startWatch();
  expect(look('web')).toMatchObject({ settling: false, exitsAtMs: [T0 + 30_100] });
  expect(snapshot().intents).toMatchObject([{ containerName: 'db', kind: 'stop' }]);
  expect(snapshot()).not.toHaveProperty('intentUnknownSinceMs');
});

test('a gap in the events: intent is unknown until all is running again', async () => {
  const id = runWeb();
  await startWatch();
  docker.cut();
  docker.crash(id);
  docker.forget();
  await pass(1_000);
  expect(snapshot()).toMatchObject({ docker: { ok: true }, intentUnknownSinceMs: expect.any(Number) });
  docker.start(id);
  await pass(11_000);
  expect(snapshot()).not.toHaveProperty('intentUnknownSinceMs');
});

test('a gap in the events: after ten minutes, what is still down counts as crashed', async () => {
  const id = runWeb();
  await startWatch();
  docker.cut();
  docker.crash(id);
  docker.forget();
  await pass(590_000);
  expect(snapshot()).toHaveProperty('intentUnknownSinceMs');
  await pass(30_000);
  expect(snapshot()).not.toHaveProperty('intentUnknownSinceMs');
  expect(snapshot().intents).toEqual([]);
});

test('a restart of the daemon is the intent of nobody, but what a person stopped before stays stopped', async () => {
  const web = runWeb();
  const db = docker.run('db');
  await startWatch();
  docker.stop(db);
  await pass(20_000);
  docker.stop(web);
  await pass(1_000);
  docker.restart();
  await pass(5_000);
  expect(snapshot().docker.ok).toBe(true);
  expect(snapshot().intents).toMatchObject([{ containerName: 'db' }]);
  expect(look('web')).toMatchObject({ state: 'exited', settling: false });
  expect(snapshot()).not.toHaveProperty('intentUnknownSinceMs');
});

test('row 23: a daemon that hangs is told within seconds, and so is its return', async () => {
  runWeb();
  await startWatch();
  docker.setHanging(true);
  await pass(4_000);
  expect(snapshot().docker).toMatchObject({ ok: false, error: 'no answer' });
  expect(look('web')?.state).toBe('running');
  docker.setHanging(false);
  await pass(4_000);
  expect(snapshot().docker.ok).toBe(true);
});

test('a change that no event tells of is found by the next comparison', async () => {
  const id = runWeb();
  await startWatch();
  docker.change(id, { dockerHealth: 'unhealthy' });
  await pass(11_000);
  expect(look('web')?.dockerHealth).toBe('unhealthy');
  docker.vanish(id);
  await pass(11_000);
  expect(look('web')).toBeUndefined();
});

test('an exit without a die waits, and then holds', async () => {
  const id = runWeb();
  await startWatch();
  docker.change(id, { state: 'exited', exitCode: 0, finishedAtMs: T0 + 50 });
  await pass(10_100);
  expect(look('web')).toMatchObject({ state: 'exited', settling: true });
  await pass(2_500);
  expect(look('web')?.settling).toBe(false);
  expect(snapshot().intentUnknownSinceMs).toBe(T0 + 50);
});

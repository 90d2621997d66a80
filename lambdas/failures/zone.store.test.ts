import { aContainer, aSnapshot, probes } from '@ares/simulator';
import { fresh } from '@ares/simulator/testing';
import { expect, test } from 'vitest';
import type { LambdaPath } from '../testing/lambda-path.ts';
import { stage } from '../testing/stage.ts';

const it = stage();
const { path, actions, incidents, expireLeases } = it;

/** Hosts of another zone in the same shard, each with a service that runs. */
function inAnotherZone(way: LambdaPath, count: number): readonly string[] {
  const others = Array.from({ length: count }, () => fresh('i'));
  for (const hostId of others) {
    way.fakes.hosts.set(hostId, () => {
      const nowMs = way.fakes.clock.now();
      const user = aContainer({ name: 'shop-user-1', labels: { service: 'user' }, probes: probes('ok', 10, nowMs) });
      return aSnapshot({ hostId, takenAtMs: nowMs, containers: [user] });
    });
  }
  const hosts = [way.hostId, ...others].map((hostId) => ({ hostId, address: '10.0.0.1' }));
  const { slot } = way;
  Object.assign(way, { slot: (over = {}) => ({ ...slot(), hosts, ...over }) });
  return others;
}

test('row 51: most hosts of a shard are lost with their zone, and the others are still healed', async () => {
  const way = path();
  const others = inAnotherZone(way, 3);
  await way.run(30_000);
  for (const hostId of others) way.fakes.hosts.fail(hostId);
  way.crash();
  await way.run(90_000);
  expect((await incidents(way)).map(({ symptom, state }) => `${symptom} ${state}`).toSorted()).toEqual([
    'crash healed',
    ...others.map(() => 'host-down escalated'),
  ]);
  expect(way.fakes.commands.starts.map(({ hostId }) => hostId)).toEqual([way.hostId]);
});

test('row 51: a decider that is lost with its zone keeps its lease for a while, and then another one decides', async () => {
  const way = path();
  await way.run(15_000);
  way.crash();
  way.fakes.clock.advance(1_000);
  const { hosts } = way.tickDesk.ports;
  const looking = Promise.withResolvers<void>();
  const snapshot: typeof hosts.snapshot = () => {
    looking.resolve();
    return new Promise(() => {});
  };
  await way.ticks.send([{ body: way.slot({ slotMs: way.fakes.clock.now() }) }]);
  void way.tick({ holder: fresh('lambda'), ports: { ...way.tickDesk.ports, hosts: { ...hosts, snapshot } } });
  await looking.promise;
  await way.run(15_000);
  expect(await actions(way)).toEqual([]);
  await expireLeases();
  await way.run(30_000);
  expect(way.fakes.commands.starts).toHaveLength(1);
  expect(await incidents(way)).toMatchObject([{ state: 'healed' }]);
});

/** Nobody reaches the store any more, and whoever was connected is not. */
async function loseStore(): Promise<void> {
  for (const role of ['ares_tick', 'ares_heal']) {
    await it.store.owner.query(`alter role ${role} nologin`);
    await it.store.owner.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [role]);
  }
}

async function storeInAnotherZone(): Promise<void> {
  for (const role of ['ares_tick', 'ares_heal']) await it.store.owner.query(`alter role ${role} login`);
}

test('row 51: the store is lost with its zone: nothing is done, no tick completes, and with it in another zone all goes on', async () => {
  const way = path();
  await way.run(15_000);
  way.crash();
  way.fakes.clock.advance(1_000);
  await way.ticks.send([{ body: way.slot({ slotMs: way.fakes.clock.now() }) }]);
  await way.tick();
  expect(await actions(way)).toMatchObject([{ state: 'intended' }]);
  const { TicksCompleted } = way.measured;
  await loseStore();
  await way.run(45_000);
  expect(way.fakes.commands.starts).toEqual([]);
  expect(way.measured).toMatchObject({ TicksCompleted });
  expect(way.measured.TicksFailed).toBeGreaterThanOrEqual(3);
  await storeInAnotherZone();
  await way.run(120_000);
  expect(way.fakes.commands.starts).toHaveLength(1);
  expect(await incidents(way)).toMatchObject([{ state: 'healed' }]);
});

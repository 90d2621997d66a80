import { SLOT_MS, type TickMessage } from '@ares/config/aws';
import { aFakePorts } from '@ares/simulator';
import { expect, test, vi } from 'vitest';
import { deliver } from './deliver.ts';
import type { TickDesk } from './tick-desk.ts';

/** A desk without a database: whatever asks for it fails. */
function withoutDatabase() {
  const { lines, ...ports } = aFakePorts();
  const measure = vi.fn();
  const asked = () => Promise.reject(new Error('the database or a queue is asked'));
  const queue = { send: asked };
  const desk: TickDesk = {
    ...{ ports, measure, holder: 'lambda', fleet: 'shop', shards: ['s'], upSinceMs: 0 },
    ...{ ticks: queue, actions: queue, notifications: queue },
    roster: { adopt: asked, shardOf: asked, tickAgesMs: asked },
    signals: { record: asked },
    outbox: { pending: asked, delivered: asked },
  };
  const atMs = ports.clock.now() - 2 * SLOT_MS - 1;
  const receive = (message: TickMessage, receives: number) =>
    deliver(desk, [
      {
        messageId: 'm',
        body: JSON.stringify(message),
        attributes: { ApproximateReceiveCount: String(receives) },
      },
    ]);
  return { receive, measure, lines, atMs, ports };
}

test.each([
  { receives: 1, counted: [['TicksDropped', 1]] },
  { receives: 2, counted: [] },
])('row 11: a slot that is too late at its receipt $receives: counted $counted', async ({ receives, counted }) => {
  const { receive, measure, lines, atMs } = withoutDatabase();
  const slot: TickMessage = { kind: 'slot', slotMs: atMs, shard: 's', hosts: [], signals: [] };
  expect([...(await receive(slot, receives))]).toEqual([]);
  expect(measure.mock.calls).toEqual(counted);
  expect(lines.map(({ event }) => event)).toEqual(['tick.dropped']);
});

test('an old wake of a host needs no database, and is no tick that was dropped', async () => {
  const { receive, measure, atMs } = withoutDatabase();
  const wake: TickMessage = { kind: 'wake', hostId: 'i-0123456789abcdef0', reason: 'die', atMs };
  expect([...(await receive(wake, 1))]).toEqual([]);
  expect(measure).not.toHaveBeenCalled();
  expect([...(await receive({ ...wake, atMs: atMs + 1 }, 1)).keys()]).toEqual(['m']);
});

test('row 9: a slot that meets a running tick is a skip, whatever the store says of how long that runs', async () => {
  const { receive, measure, ports } = withoutDatabase();
  await ports.knowledge.acquireLease('s', 'another', 60_000);
  const slot: TickMessage = { kind: 'slot', slotMs: ports.clock.now(), shard: 's', hosts: [], signals: [] };
  expect([...(await receive(slot, 1)).keys()]).toEqual([]);
  expect(measure.mock.calls).toEqual([['TicksSkipped', 1]]);
});

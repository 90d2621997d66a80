import { expect, test } from 'vitest';
import { wakeBus } from '../wake/wake-bus.ts';
import { publishWakes } from './publish-wakes.ts';
import { stubBus } from './testing/stub-bus.ts';

const log = { info() {}, warn() {} };
const wake = { reason: 'die', containerName: 'shop-cart-1', atMs: 1 };

test('a wake of the agent reaches the bus that is named', async () => {
  const requests = await stubBus(200, { FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
  const bus = wakeBus();
  const events = await publishWakes(bus, { bus: 'ares', region: 'eu-central-1', fleetTag: 'prod' }, 'i-1', log);
  bus.wake(wake);
  await expect.poll(() => events.figures()).toEqual({ sent: 1, failed: 0 });
  expect(JSON.stringify(requests)).toContain('shop-cart-1');
  bus.stop();
  events.stop();
});

test('where no bus is named nothing listens', async () => {
  const subscribe = () => {
    throw new Error('nobody should');
  };
  const events = await publishWakes({ subscribe }, undefined, 'i-1', log);
  events.publish(wake);
  expect(events.figures()).toEqual({ sent: 0, failed: 0 });
});

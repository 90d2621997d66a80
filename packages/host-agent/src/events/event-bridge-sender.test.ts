import { expect, test } from 'vitest';
import { eventBridgeSender } from './event-bridge-sender.ts';
import { stubBus } from './testing/stub-bus.ts';

const target = { bus: 'ares', region: 'eu-central-1', fleetTag: 'prod' };
const wakes = [
  { reason: 'die', containerName: 'shop-cart-1', atMs: 1_700_000_000_000 },
  { reason: 'probe', containerName: 'shop-user-1', atMs: 1_700_000_000_500 },
];

test('wakes are signed entries with the fleet by its tag and the host by its id', async () => {
  const requests = await stubBus(200, { FailedEntryCount: 0, Entries: [{ EventId: '1' }, { EventId: '2' }] });
  const send = await eventBridgeSender(target, 'i-0abc');
  expect(await send(wakes)).toEqual([]);
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({
    target: 'AWSEvents.PutEvents',
    authorization: expect.stringContaining('/eu-central-1/events/aws4_request'),
    body: {
      Entries: [
        {
          EventBusName: 'ares',
          Source: 'ares.host-agent',
          DetailType: 'ARES Host Wake',
          Detail: JSON.stringify({ fleet: 'prod', hostId: 'i-0abc', ...wakes[0] }),
        },
        { Detail: expect.stringContaining('"reason":"probe"') },
      ],
    },
  });
});

test('an entry that was not taken is told with its reason', async () => {
  await stubBus(200, {
    FailedEntryCount: 1,
    Entries: [{ EventId: '1' }, { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }],
  });
  const send = await eventBridgeSender(target, 'i-0abc');
  expect(await send(wakes)).toEqual(['ThrottlingException: Rate exceeded']);
});

test('a permission that is missing is thrown with its name', async () => {
  const requests = await stubBus(400, { __type: 'AccessDeniedException', message: 'not authorized: events:PutEvents' });
  const send = await eventBridgeSender(target, 'i-0abc');
  await expect(send(wakes)).rejects.toThrow('events:PutEvents');
  expect(requests).toHaveLength(1);
});

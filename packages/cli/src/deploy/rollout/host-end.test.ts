import { expect, test } from 'vitest';
import { hostEnd } from './host-end.ts';

const said = (status: string, reason: string, restored = '') => ({
  Status: status === 'done' ? ('Success' as const) : ('Failed' as const),
  StatusDetails: status === 'done' ? 'Success' : 'Failed',
  // As install.yaml has it, with more than is needed.
  StandardOutputContent: `${JSON.stringify({ kind: 'update', status, reason, restored, checks: [] })}\n`,
});

test.each(['Pending', 'InProgress', 'Delayed', 'Cancelling'] as const)('%s has no end yet', (Status) => {
  expect(hostEnd('i-1', { Status })).toBeUndefined();
});

test.each(['released', 'installed', 'unchanged'])('%s: it has the release', (reason) => {
  expect(hostEnd('i-1', said('done', reason))).toEqual({ hostId: 'i-1', end: 'taken' });
});

test.each([
  ['done', 'not-installed', 'no host agent'],
  ['refused', 'first-boot', 'takes the release by itself'],
  ['refused', 'starting', 'takes the release by itself'],
])('%s %s: it is left alone', (status, reason, why) => {
  expect(hostEnd('i-1', said(status, reason))).toMatchObject({ end: 'left', why: expect.stringContaining(why) });
});

test.each([
  [said('failed', 'not-well', 'yes'), 'not-well', 'restored'],
  [said('failed', 'start', 'no'), 'start', 'not restored'],
  [said('refused', 'busy'), 'busy', 'untouched'],
  [{ Status: 'TimedOut', StatusDetails: 'Execution Timed Out' } as const, 'ExecutionTimedOut', 'unknown'],
  [{ Status: 'Cancelled', StatusDetails: 'Terminated' } as const, 'Terminated', 'unknown'],
  [
    { Status: 'Failed', StatusDetails: 'Failed', StandardOutputContent: 'oops' } as const,
    'Failed, and no result',
    'unknown',
  ],
])('%j failed', (invocation, reason, after) => {
  expect(hostEnd('i-1', invocation)).toEqual({ hostId: 'i-1', end: 'failed', reason, after });
});

test('a command that was never delivered is no failure of the release', () => {
  for (const StatusDetails of ['Delivery Timed Out', 'DeliveryTimedOut', 'Undeliverable'])
    expect(hostEnd('i-1', { Status: 'TimedOut', StatusDetails })).toMatchObject({ end: 'left' });
});

import type { Notifier } from '@ares/adapters/notify';
import type { Log, OutboxMessage } from '@ares/core';
import { afterEach, expect, test, vi } from 'vitest';
import { tellPeople } from './tell-people.ts';

const message = (id: string): OutboxMessage => ({ id, kind: 'escalation', incidentId: 'i', words: 'help', atMs: 1 });

function stage(ids: readonly string[]) {
  const waiting = new Map(ids.map((id) => [id, message(id)]));
  const lines: string[] = [];
  const log: Log = { info: (event) => void lines.push(event), warn: (event) => void lines.push(event) };
  const outbox = {
    pending: async () => [...waiting.values()],
    delivered: async (done: readonly string[]) => {
      for (const id of done) waiting.delete(id);
    },
  };
  return { waiting, lines, log, outbox };
}

function channel(name: string, failures = 0): Notifier & { readonly got: string[] } {
  let left = failures;
  const got: string[] = [];
  return {
    name,
    got,
    async send({ id, fleet }) {
      left -= 1;
      if (left >= 0) throw new Error('HTTP 503');
      got.push(`${fleet} ${id}`);
    },
  };
}

let stop = async (): Promise<void> => {};
afterEach(() => stop());
const tell = (given: ReturnType<typeof stage>, channels: () => Promise<readonly Notifier[]>): void => {
  stop = tellPeople({ ...given, channels, fleet: 'host-1', everyMs: 5 }).stop;
};

test('every channel is told every message once', async () => {
  const given = stage(['a', 'b']);
  const [slack, pager] = [channel('slack'), channel('pager')];
  tell(given, async () => [slack, pager]);
  await vi.waitFor(() => expect(given.waiting.size).toBe(0));
  expect(slack.got).toEqual(['host-1 a', 'host-1 b']);
  expect(pager.got).toEqual(['host-1 a', 'host-1 b']);
});

test('row 50: a channel that is down gets it later, and the others are not told twice', async () => {
  const given = stage(['a']);
  const [up, down] = [channel('up'), channel('down', 3)];
  tell(given, async () => [up, down]);
  await vi.waitFor(() => expect(given.waiting.size).toBe(0));
  expect(up.got).toEqual(['host-1 a']);
  expect(down.got).toEqual(['host-1 a']);
  expect(given.lines.filter((event) => event === 'people.not-told')).toHaveLength(3);
});

test('channels that cannot be read keep every message, until they can be', async () => {
  const given = stage(['a']);
  const slack = channel('slack');
  let broken = true;
  tell(given, async () => {
    if (broken) throw new Error('ops.url has to begin with https://');
    return [slack];
  });
  await vi.waitFor(() => expect(given.lines).toContain('people.not-told'));
  expect(given.waiting.size).toBe(1);
  broken = false;
  await vi.waitFor(() => expect(slack.got).toEqual(['host-1 a']));
});

test('without any channel the screen is what tells it', async () => {
  const given = stage(['a']);
  tell(given, async () => []);
  await vi.waitFor(() => expect(given.waiting.size).toBe(0));
});

import { beforeEach, expect, test } from 'vitest';
import type { ServiceNews } from '../../ports/service-models.ts';
import { shopMinute } from './testing/shop-minutes.ts';
import { warmModels } from './warm-models.ts';

const HOST = 'host-1';
const CART = `${HOST}/shop/cart`;
const KEPT = 11;

let shelf: Map<string, Uint8Array>;
let lines: string[];
let isDown: boolean;
let reads: number;
beforeEach(() => {
  shelf = new Map();
  lines = [];
  isDown = false;
  reads = 0;
});

/** A process of its own beside the others, on the same shelf. */
const aProcess = (forestOf: () => Promise<undefined> = async () => undefined) =>
  warmModels({
    forestOf,
    log: { info: () => {}, warn: (event) => void lines.push(event) },
    shelf: {
      read: async (hostId) => {
        reads += 1;
        if (isDown) throw new Error('no shelf');
        return shelf.get(hostId);
      },
      write: async (hostId, bytes) => {
        if (isDown) throw new Error('no shelf');
        shelf.set(hostId, bytes);
      },
    },
  });

/** What a service's memory says at a minute. */
const newsAt = (minute: number, over: Partial<ServiceNews> = {}): ServiceNews => ({
  serviceId: CART,
  hostId: HOST,
  minutes: Array.from({ length: Math.min(KEPT, minute) }, (_, n) => shopMinute(minute - Math.min(KEPT, minute) + n, 0)),
  isQuiet: true,
  ...over,
});

/** Minute by minute, `ticks` times each. */
async function live(models: ReturnType<typeof aProcess>, from: number, to: number, ticks = 1) {
  let last = await models.judge([newsAt(from)]);
  for (let minute = from; minute < to; minute += 1)
    for (let tick = 0; tick < ticks; tick += 1) last = await models.judge([newsAt(minute + 1)]);
  return last.get(CART);
}

test('each minute is judged once, however often it is told', async () => {
  const once = await live(aProcess(), 0, 300);
  shelf.clear();
  const often = await live(aProcess(), 0, 300, 3);
  expect(once?.opinion).toEqual(often?.opinion);
  expect(once?.recent.at(-1)).toEqual(shopMinute(299, 0));
  expect(once?.recent).toHaveLength(120);
});

test('a process that begins goes on from the shelf and from what came since', async () => {
  const first = aProcess();
  await live(first, 0, 400);
  const other = await live(aProcess(), 400, 460);
  const one = await live(first, 400, 460);
  expect(other?.recent).toEqual(one?.recent);
  // What is usual was learnt at another minute by each.
  expect(other?.opinion.risk).toBeCloseTo(one?.opinion.risk ?? 2, 1);
});

test('a process that was idle while another one went on takes over what that one learnt', async () => {
  const [one, other] = [aProcess(), aProcess()];
  await live(one, 0, 200);
  await live(other, 200, 500);
  const said = await one.judge([newsAt(500)]);
  expect(said.get(CART)?.recent).toHaveLength(120);
  expect(said.get(CART)?.recent.map(([atMs]) => atMs / 60_000)).toEqual(Array.from({ length: 120 }, (_, n) => 380 + n));
});

test('row 43: what cannot be read begins anew, and is told', async () => {
  shelf.set(HOST, new Uint8Array([1, 2, 3]));
  expect(await live(aProcess(), 0, 5)).toMatchObject({ recent: { length: 5 } });
  expect(lines).toEqual(['models.unreadable']);
});

test('while nobody can say what was learnt nothing begins anew, and nothing is lost', async () => {
  await live(aProcess(), 0, 400);
  const before = shelf.get(HOST);
  isDown = true;
  const models = aProcess();
  expect(await models.judge([newsAt(401)])).toEqual(new Map());
  expect(lines).toEqual(['models.unavailable']);
  isDown = false;
  expect((await models.judge([newsAt(402)])).get(CART)?.recent).toHaveLength(120);
  expect(shelf.get(HOST)).toBe(before);
});

test('a shelf that fails keeps nobody from judging, and gets everything later', async () => {
  const models = aProcess();
  await live(models, 0, 100);
  isDown = true;
  const before = shelf.get(HOST);
  expect((await live(models, 100, 130))?.recent).toHaveLength(120);
  expect(lines).toContain('models.not-shelved');
  isDown = false;
  await live(models, 130, 140);
  expect(shelf.get(HOST)).not.toBe(before);
});

test('a forest that cannot be had is told, and done without', async () => {
  const models = aProcess(() => Promise.reject(new Error('torn')));
  expect((await live(models, 0, 200))?.opinion.risk).toBeLessThan(1);
  expect(lines).toEqual(['model.unavailable']);
});

test('of many hosts that come at once some are read, and the others with the next calls', async () => {
  const models = aProcess();
  const news = Array.from({ length: 25 }, (_, n) =>
    newsAt(5, { hostId: `host-${n}`, serviceId: `host-${n}/shop/cart` }),
  );
  const known: number[] = [];
  for (let call = 0; call < 3; call += 1) known.push((await models.judge(news)).size);
  expect(known).toEqual([10, 20, 25]);
  await models.judge(news);
  expect(reads).toBe(25);
});

test('a service that is gone from a host is not kept on the shelf', async () => {
  const models = aProcess();
  const gone = newsAt(5, { serviceId: `${HOST}/shop/${'gone'.repeat(10)}` });
  await models.judge([newsAt(5), gone]);
  await live(models, 5, 40);
  expect(new TextDecoder().decode(shelf.get(HOST))).toContain(CART);
  expect(new TextDecoder().decode(shelf.get(HOST))).not.toContain('gonegone');
});

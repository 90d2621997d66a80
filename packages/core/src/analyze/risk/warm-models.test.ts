import { beforeEach, expect, test } from 'vitest';
import { modelled } from '../../model/modelled.ts';
import type { ServiceNews } from '../../ports/service-models.ts';
import { fitForest } from '../forest/fit-forest.ts';
import { rowsOf } from '../forest/rows.ts';
import { shopMinute } from './testing/shop-minutes.ts';
import { type WarmModelsOptions, warmModels } from './warm-models.ts';

const HOST = 'host-1';
const CART = `${HOST}/shop/cart`;
const KEPT = 11;

let shelf: Map<string, Uint8Array>;
let writtenAtMs: Map<string, number>;
let writes: number;
let lines: string[];
let isDown: boolean;
let reads: number;
/** Of the day, some time after the newest minute began. */
let nowMs: number;
beforeEach(() => {
  shelf = new Map();
  writtenAtMs = new Map();
  writes = 0;
  lines = [];
  isDown = false;
  reads = 0;
});

/** A process of its own beside the others, on the same shelf. */
const aProcess = (
  forestOf: WarmModelsOptions['forestOf'] = async () => undefined,
  over: Pick<WarmModelsOptions, 'servicesMax'> = {},
) =>
  warmModels({
    ...over,
    forestOf,
    now: () => nowMs,
    log: { info: (event) => void lines.push(event), warn: (event) => void lines.push(event) },
    shelf: {
      read: async (hostId) => {
        reads += 1;
        if (isDown) throw new Error('no shelf');
        return shelf.get(hostId);
      },
      async writtenAtMs(hostId) {
        if (isDown) throw new Error('no shelf');
        return writtenAtMs.get(hostId);
      },
      write: async (hostId, bytes) => {
        if (isDown) throw new Error('no shelf');
        writes += 1;
        shelf.set(hostId, bytes);
        writtenAtMs.set(hostId, nowMs);
      },
    },
  });

/** What a service's memory says at a minute. */
function newsAt(minute: number, over: Partial<ServiceNews> = {}): ServiceNews {
  nowMs = (minute + 0.5) * 60_000;
  const kept = Math.min(KEPT, minute);
  const minutes = Array.from({ length: kept }, (_, n) => shopMinute(minute - kept + n, 0));
  return { serviceId: CART, hostId: HOST, minutes, isQuiet: true, ...over };
}

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

test('what is in memory is not given up for a shelf that knows less', async () => {
  const models = aProcess();
  await live(models, 0, 200);
  shelf.clear();
  // It was idle for longer than the minutes reach that are told, so that it looks at the shelf.
  const said = await models.judge([newsAt(260)]);
  expect(said.get(CART)?.recent).toHaveLength(120);
  expect(said.get(CART)?.recent[0]?.[0]).toBe(91 * 60_000);
});

test('a forest that cannot be had is the one that was had last', async () => {
  const rows = Array.from({ length: 200 }, (_, n) => shopMinute(n, 0).slice(1) as number[]);
  const forest = fitForest(rowsOf(rows), { seed: 1 });
  const trained = { serviceId: CART, columns: modelled, forest, rows: 200, agreement: 1, trainedAtMs: 0 };
  const opinionOf = async (forestOf: () => Promise<typeof trained>) => {
    shelf.clear();
    return (await live(aProcess(forestOf), 0, 260))?.opinion;
  };
  const steady = await opinionOf(async () => trained);
  let asked = 0;
  const torn = await opinionOf(async () => {
    asked += 1;
    if (asked > 1) throw new Error('torn');
    return trained;
  });
  expect([asked, lines]).toEqual([2, ['model.unavailable']]);
  expect(torn).toEqual(steady);
  expect(torn).not.toEqual(await opinionOf(() => Promise.reject(new Error('never there'))));
});

test('whoever heals does not wait: what would take longer waits for the next call', async () => {
  let asked = 0;
  const models = aProcess(async () => {
    asked += 1;
    nowMs += 700;
    return undefined;
  });
  const hosts = Array.from({ length: 4 }, (_, n) => ({ hostId: `host-${n}`, serviceId: `host-${n}/shop/cart` }));
  const at = (minute: number) => models.judge(hosts.map((host) => newsAt(minute, host)));
  for (let minute = 0; minute <= 180; minute += 1) await at(minute);
  expect(asked).toBe(0);
  const counts: number[] = [];
  for (let minute = 181; minute <= 183; minute += 1) {
    await at(minute);
    counts.push(asked);
  }
  expect(counts).toEqual([2, 4, 4]);
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

test('of processes that share a host one shelves for all, often enough for each', async () => {
  const processes = [aProcess(), aProcess(), aProcess()];
  let gap = 0;
  for (let minute = 0; minute < 120; minute += 1) {
    for (const models of processes) await models.judge([newsAt(minute)]);
    if (minute > KEPT) gap = Math.max(gap, nowMs - (writtenAtMs.get(HOST) ?? 0));
  }
  expect(writes).toBeLessThanOrEqual(120 / 4);
  expect(gap).toBeLessThan((KEPT - 2) * 60_000);
});

test('hosts beyond what a process has room for wait for others to go, and that is told', async () => {
  const models = aProcess(undefined, { servicesMax: 2 });
  const of = (minute: number, ...names: string[]) =>
    names.map((name) => newsAt(minute, { hostId: name, serviceId: `${name}/shop/cart` }));
  expect([...(await models.judge(of(5, 'a', 'b', 'c'))).keys()]).toEqual(['a/shop/cart', 'b/shop/cart']);
  expect(lines).toEqual(['models.full']);
  for (let call = 0; call < 1_000; call += 1) await models.judge(of(6, 'b', 'c'));
  expect([...(await models.judge(of(7, 'b', 'c'))).keys()]).toEqual(['b/shop/cart', 'c/shop/cart']);
});

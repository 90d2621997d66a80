import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Judged, type Ports, tick, warmModels } from '@ares/core';
import { aContainer, aFakePorts, aSnapshot, type FakePorts } from '@ares/simulator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shelfFiles } from './shelf-files.ts';

const MINUTE_MS = 60_000;
const SERVICE = { service: 'cart', project: 'shop', containerName: 'shop-cart-1' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ares-models-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The loop as one process runs it, on what others left behind. */
function aLoop(ports: FakePorts) {
  const models = warmModels({
    shelf: shelfFiles(folder),
    forestOf: async () => undefined,
    log: ports.log,
    now: ports.clock.now,
  });
  let judged: ReadonlyMap<string, Judged> = new Map();
  const told: Ports = { ...ports, models: { judge: async (news) => (judged = await models.judge(news)) } };
  const round = async (): Promise<void> => {
    ports.clock.advance(MINUTE_MS / 3);
    const atMs = ports.clock.now();
    ports.hosts.set('host-1', () => aSnapshot({ takenAtMs: atMs, containers: [aContainer()] }));
    ports.metrics.set('host-1', [{ ...SERVICE, feature: 'latencySecondsP95', value: 0.1, atMs }]);
    await tick(told, { shard: 's', holder: 'h', key: String(atMs), leaseTtlMs: 15_000 });
  };
  return async (minutes: number): Promise<readonly number[]> => {
    for (let n = 0; n < minutes * 3; n += 1) await round();
    return [...judged.values()].flatMap(({ recent }) => recent.map(([atMs]) => atMs));
  };
}

test('a loop that is started again goes on with every minute, as if it had never stopped', async () => {
  const ports = aFakePorts();
  const before = await aLoop(ports)(40);
  const after = await aLoop(ports)(2);
  expect(before.length).toBeGreaterThan(35);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.every((atMs, n) => n === 0 || atMs - (after[n - 1] ?? 0) === MINUTE_MS)).toBe(true);
  expect(ports.lines.filter(({ level }) => level === 'warn')).toEqual([]);
});

import { aContainer, aFakePorts, aSnapshot } from '@ares/simulator';
import { afterEach, expect, test, vi } from 'vitest';
import { type Loop, type LoopOptions, startLoop } from './loop.ts';

let loop: Loop | undefined;
afterEach(() => loop?.stop());

const options: LoopOptions = { shard: 's', holder: 'h', everyMs: 60_000, inFlightMs: 5, heldMs: 5, leaseTtlMs: 15_000 };

function stage(over: Partial<LoopOptions> = {}) {
  const ports = aFakePorts();
  const reports: string[] = [];
  ports.hosts.set('host-1', () => aSnapshot({ takenAtMs: ports.clock.now(), containers: [aContainer()] }));
  loop = startLoop(ports, { ...options, onTick: (report) => reports.push(report.kind), ...over });
  return { ports, reports };
}

test('ticks at the start, then only when woken, until its timer', async () => {
  const { reports } = stage();
  await vi.waitFor(() => expect(reports).toHaveLength(1));
  loop?.wake('die');
  await vi.waitFor(() => expect(reports).toHaveLength(2));
});

test('wakes that come together are one tick', async () => {
  const { reports } = stage();
  await vi.waitFor(() => expect(reports).toHaveLength(1));
  for (let i = 0; i < 20; i += 1) loop?.wake('die');
  await vi.waitFor(() => expect(reports).toHaveLength(2));
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(reports).toHaveLength(2);
});

test('row 12: a store that is down is told, and the loop goes on when it is back', async () => {
  const errors: unknown[] = [];
  const { ports, reports } = stage({ everyMs: 5, onError: (error) => errors.push(error) });
  ports.knowledge.breakDown();
  await vi.waitFor(() => expect(errors.length).toBeGreaterThan(0));
  ports.knowledge.breakDown([]);
  const before = reports.length;
  await vi.waitFor(() => expect(reports.length).toBeGreaterThan(before));
});

test('after stop there is no further tick', async () => {
  const { reports } = stage({ everyMs: 1 });
  await vi.waitFor(() => expect(reports.length).toBeGreaterThan(1));
  await loop?.stop();
  const at = reports.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(reports).toHaveLength(at);
});

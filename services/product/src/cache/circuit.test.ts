import { expect, test } from 'vitest';
import { Circuit } from './circuit.ts';
import { SingleFlight } from './single-flight.ts';

function stage() {
  const state = { nowMs: 0, calls: 0, broken: false };
  const circuit = new Circuit({ failuresMax: 3, openMs: 1_000, nowMs: () => state.nowMs });
  const call = async () => {
    state.calls += 1;
    if (state.broken) throw new Error('down');
    return 'value';
  };
  return { state, ask: () => circuit.run(call, 'fallback') };
}

test('three failures in a row open it, and then nothing is called', async () => {
  const { state, ask } = stage();
  state.broken = true;
  for (let i = 0; i < 10; i += 1) expect(await ask()).toBe('fallback');
  expect(state.calls).toBe(3);
});

test('a success in between starts the count again', async () => {
  const { state, ask } = stage();
  for (let i = 0; i < 5; i += 1) {
    state.broken = true;
    await ask();
    await ask();
    state.broken = false;
    expect(await ask()).toBe('value');
  }
});

test('after its time one caller tries, the others go on without', async () => {
  const { state, ask } = stage();
  state.broken = true;
  for (let i = 0; i < 3; i += 1) await ask();
  state.nowMs = 1_000;
  await Promise.all([ask(), ask(), ask()]);
  expect(state.calls).toBe(4);
  state.nowMs = 2_000;
  state.broken = false;
  expect(await ask()).toBe('value');
  expect(await Promise.all([ask(), ask()])).toEqual(['value', 'value']);
});

test('callers at the same time share one answer, later ones ask again, a failure is not kept', async () => {
  const flights = new SingleFlight<number>();
  let starts = 0;
  const start = async () => {
    starts += 1;
    if (starts === 2) throw new Error('no');
    return starts;
  };
  expect(await Promise.all([flights.run('k', start), flights.run('k', start)])).toEqual([1, 1]);
  await expect(flights.run('k', start)).rejects.toThrow('no');
  expect(await flights.run('k', start)).toBe(3);
});

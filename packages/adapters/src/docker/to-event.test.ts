import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineSplitter } from './line-splitter.ts';
import { toEvent } from './to-event.ts';

const line = (Type: string, Action: string, ID = 'a1', Attributes: Record<string, string> | null = {}) =>
  JSON.stringify({ Type, Action, Actor: { ID, Attributes }, timeNano: 1_795_430_509_110 * 1e6, scope: 'local' });

test.each([
  ['container', 'die', 'die', 'a1'],
  ['container', 'health_status: unhealthy', 'health_status', 'a1'],
  ['container', 'exec_start: sh -c "stop"', 'other', 'a1'],
  ['container', 'attach', 'other', 'a1'],
  ['image', 'pull', 'other', ''],
])('%s %s is %s', (type, action, want, containerId) => {
  expect(toEvent(line(type, action))).toMatchObject({ action: want, containerId, atMs: 1_795_430_509_110 });
});

test('a container that joins or leaves a network', () => {
  expect(toEvent(line('network', 'disconnect', 'n1', { container: 'a1', name: 'net' }))).toMatchObject({
    action: 'disconnect',
    containerId: 'a1',
  });
  expect(toEvent(line('network', 'destroy', 'n1'))).toMatchObject({ action: 'other', containerId: '' });
});

test('a daemon may leave the attributes away', () => {
  expect(toEvent(line('container', 'die', 'a1', null))?.attributes).toEqual({});
});

test.each(['', '{', '[]', '{"Type":"container"}'])('%j is no event', (text) => expect(toEvent(text)).toBeUndefined());

test('lines come out whole, however the stream is cut', () => {
  const anyLines = fc.array(fc.stringMatching(/^[^\n\s][^\n]{0,20}$/), { maxLength: 20 });
  fc.assert(
    fc.property(anyLines, fc.array(fc.integer({ min: 1, max: 9 })), (lines, cuts) => {
      const seen: string[] = [];
      const take = lineSplitter((one) => seen.push(one));
      let rest = lines.map((one) => `${one}\n`).join('');
      for (const cut of cuts) {
        take(rest.slice(0, cut));
        rest = rest.slice(cut);
      }
      take(rest);
      expect(seen).toEqual(lines);
    }),
  );
});

test('a line without an end is an error, not a full memory', () => {
  const take = lineSplitter(() => {});
  expect(() => {
    for (let i = 0; i < 20; i += 1) take('x'.repeat(100_000));
  }).toThrow('longer than');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { childOf, newTraceparent } from './traceparent.ts';

const shape = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

test('a child keeps trace id and flags and gets a span id of its own', () => {
  const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
  const child = childOf(parent);
  expect(child).toMatch(shape);
  expect(child?.slice(0, 36)).toBe(parent.slice(0, 36));
  expect(child?.slice(36, 52)).not.toBe(parent.slice(36, 52));
  expect(child?.slice(-2)).toBe('00');
});

test('a child of a new trace is valid', () => expect(childOf(newTraceparent())).toMatch(shape));

test.each([
  undefined,
  '',
  '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
  'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01',
])('%s is not continued', (header) => expect(childOf(header)).toBeUndefined());

test('no text makes it throw or forge a header', () =>
  fc.assert(fc.property(fc.string(), (text) => childOf(text) === undefined || shape.test(childOf(text) as string))));

import { expect, test } from 'vitest';
import { Lru } from './lru.ts';

test('drops the entry used longest ago', () => {
  const lru = new Lru<number>(2);
  lru.set('a', 1);
  lru.set('b', 2);
  lru.get('a');
  lru.set('c', 3);
  expect([lru.get('a'), lru.get('b'), lru.get('c'), lru.size]).toEqual([1, undefined, 3, 2]);
});

test('a value set again replaces and counts once', () => {
  const lru = new Lru<number>(2);
  lru.set('a', 1);
  lru.set('a', 2);
  lru.set('b', 3);
  expect([lru.get('a'), lru.size]).toEqual([2, 2]);
});

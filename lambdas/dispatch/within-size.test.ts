import type { SlotMessage } from '@ares/config/aws';
import { expect, test } from 'vitest';
import { withinSize } from './within-size.ts';

const slot = (hosts: number, words = 0): SlotMessage => ({
  kind: 'slot',
  slotMs: 15_000,
  shard: 'shard-0',
  hosts: Array.from({ length: hosts }, (_, n) => ({
    hostId: `i-${String(n).padStart(17, '0')}`,
    address: '10.200.200.200',
  })),
  signals: Array.from({ length: words }, () => ({
    hostId: 'i-1',
    name: 'n',
    value: 1,
    words: 'w'.repeat(1_000),
    atMs: 1,
  })),
});

test('a hundred hosts with three metrics each fit', () => {
  const message = slot(100, 3);
  expect(withinSize([message])).toEqual({ fitting: [message], tooLarge: [] });
});

test('metrics give way to hosts', () =>
  expect(withinSize([slot(100, 300)])).toEqual({ fitting: [slot(100)], tooLarge: [] }));

test('too many hosts are told once, and the other shards go on', () => {
  const huge = { ...slot(6_000), shard: 'shard-1' };
  expect(withinSize([huge, slot(1), huge])).toEqual({ fitting: [slot(1)], tooLarge: ['shard-1'] });
});

import { expect, test } from 'vitest';
import type { MinuteRow } from '../model/minute-rows.ts';
import { onOneClock, symptomSeries } from './service-rows.ts';
import { since } from './testing/service-rows.ts';

const minute = (i: number, cpu: number | null): MinuteRow => [i * 60_000, cpu, 0.4, 0.1, 0, 10];

test('rows of services that were measured at other times stand on one clock, with gaps', () => {
  const services = new Map([
    ['web', [minute(10, 0.2), minute(12, null)]],
    ['db', [minute(13, 0.5)]],
    ['ads', []],
  ]);
  const cpu = new Map([...onOneClock(services)].map(([name, { rows }]) => [name, rows.map(([first]) => first)]));
  const gap = Number.NaN;
  expect(cpu.get('web')).toEqual([0.2, gap, gap, gap]);
  expect(cpu.get('db')).toEqual([gap, gap, gap, 0.5]);
  expect(cpu.get('ads')).toEqual([gap, gap, gap, gap]);
});

test('no service, no clock', () => expect(onOneClock(new Map([['web', []]])).get('web')?.rows).toEqual([]));

test('a symptom is split into what is usual and the newest rows, with their requests', () => {
  const { normal, recent, requests } = symptomSeries(since(3, { errors: 0.5, load: 7 }), 'errors');
  expect([normal.length, recent, requests.slice(-4)]).toEqual([
    32,
    [0, 0, 0, 0, 0, 0.5, 0.5, 0.5].slice(-8),
    [10, 7, 7, 7],
  ]);
});

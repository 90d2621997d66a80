import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tinyData, tinyFault } from '../testing/tiny-data.ts';
import { loadNezha } from './load-nezha.ts';
import { momentAt, nSigmaRanks, quietShare, rankFaults } from './rank-nezha.ts';

const nezha = loadNezha(join(tinyData(), 'nezha'));

test.each([
  { lateMin: 0, rows: 34, rowsSinceAlarm: 4 },
  { lateMin: 2, rows: 36, rowsSinceAlarm: 4 },
])('$lateMin min late, what is known ends four minutes after the alarm', ({ lateMin, rows, rowsSinceAlarm }) => {
  const moment = momentAt(nezha, tinyFault.t, lateMin);
  expect(moment.services.get('db')?.rows).toEqual(nezha.pods.db?.rows.slice(0, rows));
  expect(moment.rowsSinceAlarm).toBe(rowsSinceAlarm);
});

test('a pod is ranked first and named, and nothing is on quiet data', () => {
  expect(rankFaults(nezha)).toEqual([{ pods: ['db', 'web'], root: 'db' }]);
  expect(rankFaults(nezha, { atAlarm: true })[0]?.pods[0]).toBe('db');
  expect(nSigmaRanks(nezha)[0]?.[0]).toBe('db');
  expect(quietShare(nezha)).toBe(1);
});

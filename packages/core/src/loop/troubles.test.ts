import { anIncident } from '@ares/simulator';
import { expect, test } from 'vitest';
import type { Incident } from '../model/incident.ts';
import type { IncidentFilter } from '../ports/knowledge-reader.ts';
import { troubles } from './troubles.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = 1_000 * HOUR_MS;
const SINCE_MS = NOW_MS - 24 * HOUR_MS;

/** Newest first, page by page, as the store answers. */
const readerOf = (incidents: readonly Incident[]) => ({
  incidents: async ({ limit, before }: IncidentFilter) => {
    const start = before ? incidents.findIndex(({ id }) => id === before.id) + 1 : 0;
    return incidents.slice(start, start + limit);
  },
});
const incident = (n: number, detectedAtMs: number, over: Partial<Incident> = {}) =>
  anIncident({ id: `incident-${n}`, hostId: 'i-1', beganAtMs: detectedAtMs - 1_000, detectedAtMs, ...over });

test('closed ones end, open ones last on, and what was over before the window is left out', async () => {
  const reader = readerOf([
    incident(1, NOW_MS - HOUR_MS),
    incident(2, NOW_MS - 2 * HOUR_MS, { hostId: 'i-2', closedAtMs: NOW_MS - HOUR_MS }),
    incident(3, SINCE_MS - 2 * HOUR_MS, { closedAtMs: SINCE_MS - HOUR_MS }),
  ]);
  expect(Object.fromEntries(await troubles(reader, SINCE_MS, NOW_MS))).toEqual({
    'i-1': [{ hostId: 'i-1', fromMs: NOW_MS - HOUR_MS - 1_000, toMs: NOW_MS }],
    'i-2': [{ hostId: 'i-2', fromMs: NOW_MS - 2 * HOUR_MS - 1_000, toMs: NOW_MS - HOUR_MS }],
  });
});

test('every page is read, as far back as an incident may reach', async () => {
  const many = Array.from({ length: 1_200 }, (_, n) => incident(n, NOW_MS - n * 60_000, { closedAtMs: NOW_MS }));
  expect((await troubles(readerOf(many), SINCE_MS, NOW_MS)).get('i-1')).toHaveLength(1_200);
});

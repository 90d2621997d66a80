import { expect, test } from 'vitest';
import { newEpisode, raises } from '../../../packages/core/src/analyze/novelty/episode.ts';
import { detect, settingsFor } from './detect.ts';

const STEP_MS = 300_000;
const rows = 2_000;
const series = {
  name: 'made/up.csv',
  atMs: Float64Array.from({ length: rows }, (_, row) => row * STEP_MS),
  values: Float64Array.from({ length: rows }, (_, row) => (row % 7) + (row >= 1_000 && row < 1_100 ? 40 : 0)),
  spans: [],
};

test('the detector is told the usual interval and the length of the warm-up', () => {
  expect(settingsFor(series)).toMatchObject({ stepMs: STEP_MS, warmUpRows: 300 });
});

test('scores are the risks of the rows that raise an alarm, as its episodes tell of the surprises', () => {
  const settings = settingsFor(series);
  const { surprises, scores } = detect(series, settings);
  const episode = newEpisode();
  const alarms = surprises.map((surprise, row) => Number(raises(episode, surprise, row * STEP_MS, settings)));
  expect(scores[1_000]).toBeGreaterThan(settings.alarmAt);
  expect(scores.map((score) => Number(score > 0))).toEqual(alarms);
});

test('no row is judged by later ones', () => {
  const cut = { ...series, atMs: series.atMs.subarray(0, 1_050), values: series.values.subarray(0, 1_050) };
  const settings = settingsFor(series);
  expect(detect(cut, settings).scores).toEqual(detect(series, settings).scores.subarray(0, 1_050));
});

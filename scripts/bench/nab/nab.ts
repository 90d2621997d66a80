import { writeFileSync } from 'node:fs';
import { ALARM_AT } from '../../../packages/core/src/analyze/novelty/settings.ts';
import type { Bench, Figures } from '../bench.ts';
import type { FlagValues } from '../flags.ts';
import { ablationFigures } from './ablation.ts';
import { averaged } from './averaged.ts';
import { calibrationFigures } from './calibration-figures.ts';
import { readCorpus } from './corpus.ts';
import { detect, settingsFor } from './detect.ts';
import { figuresOf } from './figures.ts';
import { geometryOf } from './geometry.ts';
import type { Series } from './series.ts';
import { spreadFigures } from './spread.ts';

const threshold = {
  fallback: ALARM_AT,
  isGood: (value: number) => value > 0 && value < 1,
  give: 'a risk between 0 and 1',
};
const average = {
  fallback: 1,
  isGood: (value: number) => Number.isInteger(value) && value >= 1,
  give: 'a whole number from 1',
};

/** The detector of novelty on labelled series, by the rules of the Numenta Anomaly Benchmark. */
export const nab: Bench = {
  name: 'nab',
  about: 'anomaly detection on labelled series, scored as the Numenta Anomaly Benchmark does',
  flags: {
    data: {
      about: 'data/CATEGORY/FILE.csv and labels/windows.json, as docs/detection.md says',
      value: 'DIR',
      required: true,
    },
    labels: { about: 'windows of each series; DIR/labels/windows.json without it', value: 'FILE' },
    threshold: { about: `risk that raises an alarm; ${ALARM_AT} without it`, value: 'N' },
    average: { about: 'judges means of N rows, as if measured less often', value: 'N' },
    emit: { about: "writes each series' scores as JSON", value: 'FILE' },
    ablate: { about: 'the same with one part of the detector left out or changed, each at its best threshold' },
  },
  goals: {
    standard: { op: '>=', value: 71 },
    rewardLowFP: { op: '>=', value: 63 },
    rewardLowFN: { op: '>=', value: 75 },
    falseEpisodesPer1000Rows: { op: '<=', value: 0.5 },
    'artificialNoAnomaly.falseEpisodes': { op: '==', value: 0 },
  },
  async run(say, flags) {
    const corpus = corpusOf(flags);
    const alarmAt = numberOf(flags, 'threshold', threshold);
    const figures = detectAll(corpus, alarmAt, flags.emit);
    return flags.ablate === undefined ? figures : { ...figures, ...ablationFigures(corpus, say) };
  },
};

function corpusOf(flags: FlagValues): readonly Series[] {
  const rows = numberOf(flags, 'average', average);
  return readCorpus(flags.data ?? '', flags.labels).map((series) => averaged(series, rows));
}

function detectAll(corpus: readonly Series[], alarmAt: number, emitTo: string | undefined): Figures {
  const before = process.cpuUsage();
  const scored = corpus.map((series) => ({
    name: series.name,
    geometry: geometryOf(series.atMs.length, series.spans),
    ...detect(series, settingsFor(series, { alarmAt })),
  }));
  const { user, system } = process.cpuUsage(before);
  const rows = scored.reduce((sum, { scores }) => sum + scores.length, 0);
  if (emitTo !== undefined) {
    writeFileSync(emitTo, JSON.stringify(Object.fromEntries(scored.map(({ name, scores }) => [name, [...scores]]))));
  }
  return {
    threshold: alarmAt,
    rows,
    cpuMicrosPerSample: (user + system) / rows,
    ...figuresOf(scored, alarmAt),
    ...spreadFigures(scored, alarmAt),
    ...calibrationFigures(scored),
  };
}

/** @throws Error that quotes a value which `isGood` refuses, and says what to give */
function numberOf(
  flags: FlagValues,
  name: string,
  { fallback, isGood, give }: { fallback: number; isGood: (value: number) => boolean; give: string },
): number {
  const given = flags[name];
  const value = given === undefined ? fallback : Number(given);
  if (isGood(value)) return value;
  throw new Error(`--${name} ${given}: give ${give}`);
}

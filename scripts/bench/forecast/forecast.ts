import { augursForecaster } from '@ares/adapters/augurs';
import { memoryForecast } from '@ares/core';
import { type Bench, type Figures, percentile } from '../bench.ts';
import { readCorpus } from '../nab/corpus.ts';
import { type Backtest, backtest } from './backtest.ts';

/** The load ahead on public series, and what the time to exhaustion costs a tick. */
export const forecast: Bench = {
  name: 'forecast',
  about: 'load ahead on public series against two simple forecasts; cost of time to exhaustion',
  flags: {
    data: {
      about: 'data/CATEGORY/FILE.csv and labels/windows.json, as docs/detection.md says',
      value: 'DIR',
      required: true,
    },
  },
  goals: { 'errorToLast.median': { op: '<=', value: 1 }, 'errorToDayBefore.median': { op: '<=', value: 1 } },
  peers: {
    'errorToLast.median': 'saying that the last value stays',
    'errorToDayBefore.median': 'saying what was at that time the day before',
  },
  async run(say, { data = '' }) {
    const forecaster = augursForecaster();
    const fitMs: number[] = [];
    const tests = readCorpus(data).flatMap(({ name, atMs, values }) => {
      const points = [...atMs].map((at, i) => ({ atMs: at, value: values[i] ?? Number.NaN }));
      const found = backtest(points, {
        ahead(...series) {
          const startMs = performance.now();
          const ahead = forecaster.ahead(...series);
          fitMs.push(performance.now() - startMs);
          return ahead;
        },
      });
      if (found) say(`${name}: ${Object.entries(ratiosOf(found)).map(([key, ratio]) => `${key} ${ratio.toFixed(2)}`)}`);
      return found ? [found] : [];
    });
    return { ...accuracyOf(tests), 'fitMs.median': percentile(fitMs, 0.5), ...exhaustionCost() };
  },
};

const ratiosOf = ({ error, lastError, dayBeforeError, within, values }: Backtest) => ({
  errorToLast: error / lastError,
  errorToDayBefore: error / dayBeforeError,
  withinInterval: within / values,
});

/** A series that a simple forecast says without any error has no ratio to it. */
function accuracyOf(tests: readonly Backtest[]): Figures {
  const all = tests.map(ratiosOf);
  const median = (figure: keyof ReturnType<typeof ratiosOf>): number =>
    percentile(all.map((ratios) => ratios[figure]).filter(Number.isFinite), 0.5);
  return {
    series: tests.length,
    'errorToLast.median': median('errorToLast'),
    'errorToDayBefore.median': median('errorToDayBefore'),
    'withinInterval.median': median('withinInterval'),
  };
}

const CONTAINERS = 100;

/** Of as many containers, all of which grow; those that do not cost next to nothing. */
function exhaustionCost(): Figures {
  const shares = Array.from({ length: 36 }, (_, i) => 3_000 + 90 * i + ((i * 37) % 11));
  const rounds = Array.from({ length: 50 }, () => {
    const startMs = performance.now();
    for (let i = 0; i < CONTAINERS; i += 1) memoryForecast({ startedAt: '', slot: 100, shares });
    return performance.now() - startMs;
  });
  return { 'exhaustion.msPer100Growing': percentile(rounds, 0.5) };
}

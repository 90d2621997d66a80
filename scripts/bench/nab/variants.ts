import type { Scale, Settings } from '../../../packages/core/src/analyze/novelty/settings.ts';

const HOUR_MS = 3_600_000;

type Change = (settings: Settings) => Partial<Settings>;

const only =
  (...names: readonly Scale['name'][]): Change =>
  ({ scales }) => ({ scales: scales.filter(({ name }) => names.includes(name)) });

const remembering =
  (share: number): Change =>
  ({ scales }) => ({
    scales: scales.map((scale) => ({
      ...scale,
      memory: Math.round(scale.memory * share),
      enough: Math.round(scale.enough * share),
    })),
  });

const everyMean: Change = ({ scales }) => ({
  scales: scales.map((scale) => ({
    ...scale,
    memory: scale.memory * scale.every,
    enough: scale.enough * scale.every,
    every: 1,
  })),
});

/** The detector with one part left out or changed. */
export const variants: Readonly<Record<string, Change>> = {
  asItIs: () => ({}),
  sampleOnly: only('sample'),
  hourOnly: only('hour'),
  threeHoursOnly: only('three-hours'),
  sampleAndHour: only('sample', 'hour'),
  noDailyPattern: () => ({ seasonDaysMin: Number.POSITIVE_INFINITY }),
  noEpisodes: () => ({ quietMs: 0 }),
  quiet6Hours: () => ({ quietMs: 6 * HOUR_MS }),
  quiet24Hours: () => ({ quietMs: 24 * HOUR_MS }),
  noEffectFloor: () => ({ effectShareMin: 0 }),
  effectFloor10Percent: () => ({ effectShareMin: 0.1 }),
  halfTheMemory: remembering(0.5),
  twiceTheMemory: remembering(2),
  everyMeanRemembered: everyMean,
  noDiscountForFew: ({ scales }) => ({ scales: scales.map((scale) => ({ ...scale, enough: 1 })) }),
};

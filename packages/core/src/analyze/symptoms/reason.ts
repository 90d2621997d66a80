import type { FeatureSample } from '../../model/feature.ts';
import type { Evidence } from '../../model/symptom.ts';

/** One reason of a finding; its words give the value, and `expected` the range, both with their unit. */
export const reason = (
  { feature, value, atMs }: Pick<FeatureSample, 'feature' | 'value' | 'atMs'>,
  expected: string,
  words: string,
): Evidence => ({ feature, value, expected, words, atMs });

export const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;
export const milliseconds = (seconds: number): string => `${Math.round(seconds * 1_000)} ms`;

import { type FeatureName, featureNames } from '@ares/core';

/** What was scraped for a value: the host agent for what a container uses, the container itself for what it serves. */
export type ScrapeSource = 'container' | 'http';

interface FeatureSeries {
  readonly feature: FeatureName;
  readonly source: ScrapeSource;
}

/** Every feature of every container in one query. */
export const ALL_FEATURES = '{__name__=~"ares:.+"}';

/** Gives the times of the scrapes that the features rest on. */
export const TIMESTAMP_SERIES = 'ares:scrape_timestamp_seconds';

const fromContainer: readonly FeatureName[] = ['cpuLimitRatio', 'memoryLimitRatio', 'memoryExhaustionSeconds'];

/** `errorRatio1m` → `ares:error_ratio_1m` */
export const seriesName = (feature: FeatureName): string =>
  `ares:${feature.replace(/([a-z])([A-Z0-9])/g, '$1_$2').toLowerCase()}`;

/** The recorded series of each feature, by its name. */
export const featureSeries: ReadonlyMap<string, FeatureSeries> = new Map(
  featureNames.map((feature) => {
    const source = fromContainer.includes(feature) ? 'container' : 'http';
    return [seriesName(feature), { feature, source }];
  }),
);

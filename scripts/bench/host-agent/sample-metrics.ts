const FAMILIES = 15;
const SERIES_PER_FAMILY = 10;

/** What a container tells of itself: as much as a small service of the shop does, about 12 kB. */
export const sampleMetrics = (): string =>
  Array.from({ length: FAMILIES }, (_, family) => {
    const name = `bench_request_duration_seconds_${family}_total`;
    const series = Array.from(
      { length: SERIES_PER_FAMILY },
      (_, i) => `${name}{method="GET",route="/products/:id",status="${200 + i}"} ${family * 1_000 + i}`,
    );
    return [`# HELP ${name} Stands for a family of metrics.`, `# TYPE ${name} counter`, ...series, ''].join('\n');
  }).join('');

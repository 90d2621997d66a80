import type { MetricName } from '@ares/config/aws';

/** One value of a metric; the unit is in its name. */
export type Measure = (name: MetricName, value: number) => void;

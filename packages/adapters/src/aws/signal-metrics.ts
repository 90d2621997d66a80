import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';

/** As often as EC2 measures by default. */
export const SIGNAL_PERIOD_MS = 300_000;

interface SignalMetric {
  readonly name: string;
  readonly stat: 'Average' | 'Maximum' | 'Sum';
  readonly words: (value: number) => string;
}

/** What is asked of every host; each of them costs. */
export const signalMetrics: readonly SignalMetric[] = [
  { name: 'CPUUtilization', stat: 'Average', words: (value) => `CPU of the instance ${value.toFixed(1)} %` },
  {
    name: 'StatusCheckFailed',
    stat: 'Maximum',
    words: (value) => (value > 0 ? 'EC2 status checks fail' : 'EC2 status checks pass'),
  },
  { name: 'NetworkIn', stat: 'Sum', words: (value) => `network in ${(value / 1e6).toFixed(1)} MB over 5 min` },
];

/** One series that is asked for, under an id that holds within its call. */
export interface SignalQuery {
  readonly id: string;
  readonly hostId: string;
  readonly metric: SignalMetric;
}

export const signalQueries = (hostIds: readonly string[]): readonly SignalQuery[] =>
  hostIds.flatMap((hostId, host) =>
    signalMetrics.map((metric, series) => ({ id: `h${host}s${series}`, hostId, metric })),
  );

export const toMetricDataQuery = ({ id, hostId, metric }: SignalQuery): MetricDataQuery => ({
  Id: id,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/EC2',
      MetricName: metric.name,
      Dimensions: [{ Name: 'InstanceId', Value: hostId }],
    },
    Period: SIGNAL_PERIOD_MS / 1_000,
    Stat: metric.stat,
  },
});

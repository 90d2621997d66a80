const PERIOD_SECONDS = 300;
const PERIODS = 4;

interface Question {
  readonly EndTime: number;
  readonly MetricDataQueries: readonly {
    readonly Id: string;
    readonly MetricStat: { Metric: { MetricName: string } };
  }[];
}

/** Four values of every series that `GetMetricData` asks for, newest first. */
export const metricAnswer = ({ EndTime, MetricDataQueries }: Question) => ({
  Messages: [],
  MetricDataResults: MetricDataQueries.map(({ Id, MetricStat }) => ({
    Id,
    Label: MetricStat.Metric.MetricName,
    StatusCode: 'Complete',
    Timestamps: Array.from({ length: PERIODS }, (_, i) => EndTime - (i + 1) * PERIOD_SECONDS),
    Values: Array.from({ length: PERIODS }, (_, i) => 7.123456789 + i),
  })),
});

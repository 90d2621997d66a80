import type { ComparisonOperator, IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';

/** One row of the table of alarms. */
export interface AlarmSpec {
  /** What it is about, as people read it; unique */
  readonly subject: string;
  /** What it means and what to do first */
  readonly about: string;
  readonly metric: IMetric;
  readonly comparison: ComparisonOperator;
  readonly threshold: number;
  /** Periods of the metric that are looked at @default 1 */
  readonly periods?: number;
  /** How many of them have to breach @default - all */
  readonly ofPeriods?: number;
  /** @default - silence is no alarm */
  readonly missing?: TreatMissingData;
}

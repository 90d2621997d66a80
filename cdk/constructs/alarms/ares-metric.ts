import { METRIC_NAMESPACE, type MetricName, metricDimensions } from '@ares/config/aws';
import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { FunctionName } from '../functions/function-sizes.ts';

/** A metric that a function of ARES writes about itself. */
export const aresMetric = (fleet: string, service: FunctionName, name: MetricName, statistic: string): Metric =>
  new Metric({
    namespace: METRIC_NAMESPACE,
    metricName: name,
    dimensionsMap: metricDimensions(fleet, service),
    statistic,
    period: Duration.minutes(1),
  });

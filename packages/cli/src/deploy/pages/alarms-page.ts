import { isObject, property, textAt } from '../template/property.ts';
import { type Resource, resourcesOf, type Template } from '../template/resource.ts';
import { expression } from './expression.ts';
import { code, markdownTable } from './markdown.ts';

const comparisons: Readonly<Record<string, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '≥',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
};

/** Every alarm: what it means, when it rings, and what silence is to it. */
export function alarmsPage(templates: readonly Template[]): string {
  const alarms = resourcesOf(templates).filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
  const rows = alarms.map(row).toSorted(([a = ''], [b = '']) => a.localeCompare(b));
  return [
    '# Alarms',
    'Each tells the SNS topic when it starts and when it is over. They live in CloudWatch and need no code of ARES to ring.',
    'Each stands for a failure that no other tells in time: that `heal` or `notify` is throttled is heard as messages that pile up, that `train` is as a dead letter of events, and a late or missing tick long before its queue piles up.',
    markdownTable(['alarm', 'rings when', 'no data', 'means, and what to do first'], rows),
  ].join('\n\n');
}

function row(alarm: Resource): string[] {
  const silence = textAt(alarm, 'TreatMissingData') ?? 'missing';
  return [textAt(alarm, 'AlarmName') ?? alarm.logicalId, when(alarm), silence, textAt(alarm, 'AlarmDescription') ?? ''];
}

function when(alarm: Resource): string {
  const { ComparisonOperator, Threshold, EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods } = alarm.properties;
  const sign = comparisons[String(ComparisonOperator)] ?? String(ComparisonOperator);
  const seconds = Number(property(alarm, 'Period') ?? 60);
  const period = seconds % 3_600 === 0 ? `${seconds / 3_600} h` : `${seconds / 60} min`;
  const often =
    EvaluationPeriods === 1 ? `in ${period}` : `in ${DatapointsToAlarm} of ${EvaluationPeriods} × ${period}`;
  return `${code(metric(alarm))} ${sign} ${Threshold} ${often}`;
}

function metric(alarm: Resource): string {
  const name = textAt(alarm, 'MetricName');
  if (name) return `${textAt(alarm, 'Statistic') ?? textAt(alarm, 'ExtendedStatistic') ?? ''} of ${name}`;
  const metrics = property(alarm, 'Metrics');
  const math = Array.isArray(metrics) ? metrics.find((one) => isObject(one) && 'Expression' in one) : undefined;
  return isObject(math) ? expression(math.Expression) : 'several metrics';
}

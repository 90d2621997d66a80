import type { MetricName } from '@ares/config/aws';
import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Database } from '../database/database.ts';
import type { PolledQueue } from '../queues/concurrency.ts';
import type { WakeQueue } from '../queues/wake-queue.ts';
import { aresMetric } from './ares-metric.ts';

interface OperationsDashboardProps {
  readonly fleet: string;
  readonly dashboardName: string;
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly queues: Readonly<Record<PolledQueue, WakeQueue>>;
  readonly database: Database;
  readonly alarms: readonly Alarm[];
}

const ticks: readonly MetricName[] = ['TicksCompleted', 'TicksSkipped', 'TicksDropped', 'TicksFailed'];
const ages: readonly MetricName[] = ['TickAgeMs', 'TickDurationMs', 'OldestShardTickAgeMs'];
const period = Duration.minutes(1);

/** ARES about itself, on one page of CloudWatch: it is there also when ARES is not. */
export function operationsDashboard(scope: Construct, id: string, props: OperationsDashboardProps): Dashboard {
  const { fleet, dashboardName, functions, queues, database, alarms } = props;
  const tick = (name: MetricName, statistic = 'Sum') => aresMetric(fleet, 'tick', name, statistic);
  const targets = Object.values(functions);
  const { instance } = database;
  const rows: IWidget[][] = [
    [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 6 })],
    [
      graph(
        'Ticks',
        ticks.map((name) => tick(name)),
      ),
      graph(
        'Lateness and duration of ticks, silence of the oldest shard (ms)',
        ages.map((name) => tick(name, 'Maximum')),
      ),
      graph('Age of the oldest message (s)', Object.values(queues).map(ageOf)),
    ],
    [
      graph(
        'Errors',
        targets.map((target) => target.metricErrors({ period })),
      ),
      graph(
        'Duration of functions, p95 (ms)',
        targets.map((target) => target.metricDuration({ period, statistic: 'p95' })),
      ),
      graph('Database', [instance.metricCPUUtilization({ period }), instance.metricDatabaseConnections({ period })]),
    ],
  ];
  return new Dashboard(scope, id, { dashboardName, widgets: rows });
}

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 8, height: 6 });

const ageOf = ({ queue }: WakeQueue): IMetric =>
  queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' });

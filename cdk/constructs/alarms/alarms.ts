import { alarmPrefix } from '@ares/config/aws';
import { Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { AlarmSpec } from './alarm-spec.ts';

interface AlarmsProps {
  /** Context value `fleet`: what stacks and alarms are called by */
  readonly deployment: string;
  readonly topic: ITopic;
  readonly table: readonly AlarmSpec[];
}

/** Every alarm of a table; each tells people when it starts and when it is over. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];
  private readonly bySubject: ReadonlyMap<string, Alarm>;

  constructor(scope: Construct, id: string, { deployment, topic, table }: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(topic);
    this.bySubject = new Map(table.map((row) => [row.subject, alarmOf(this, deployment, row)]));
    this.all = [...this.bySubject.values()];
    for (const alarm of this.all) {
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }

  /** @throws Error for a subject that the table does not have */
  about(subject: string): Alarm {
    const alarm = this.bySubject.get(subject);
    if (!alarm) throw new Error(`no row of this table of alarms is about ‘${subject}’`);
    return alarm;
  }
}

function alarmOf(
  scope: Construct,
  deployment: string,
  { subject, about, metric, comparison, threshold, ...row }: AlarmSpec,
) {
  const periods = row.periods ?? 1;
  return new Alarm(scope, subject, {
    alarmName: `${alarmPrefix(deployment)}${subject}`,
    alarmDescription: about,
    metric,
    comparisonOperator: comparison,
    threshold,
    evaluationPeriods: periods,
    datapointsToAlarm: row.ofPeriods ?? periods,
    treatMissingData: row.missing ?? TreatMissingData.NOT_BREACHING,
  });
}

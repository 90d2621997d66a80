import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

interface ScheduleProps {
  readonly description: string;
  /** `rate(…)` or `cron(…)` */
  readonly expression: string;
  readonly target: IFunction;
  /** What the function is told @default - the time that was meant, however late the invocation is */
  readonly input?: Readonly<Record<string, string>>;
  /** For events that the function did not take @default - they are forgotten: the next one is as good */
  readonly deadLetterQueue?: IQueue;
}

const meantTime = { time: '<aws.scheduler.scheduled-time>' };

/** Invokes one function again and again. The role may invoke this function and no other version of it. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const { description, expression, target, input = meantTime, deadLetterQueue } = props;
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions }) });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }));
    if (deadLetterQueue)
      role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetterQueue.queueArn] }));
    const schedule = new CfnSchedule(this, 'Resource', {
      description,
      scheduleExpression: expression,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify(input),
        ...(deadLetterQueue ? { deadLetterConfig: { arn: deadLetterQueue.queueArn } } : {}),
        // The next minute brings the next event: an old one only costs an execution.
        retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 60 },
      },
    });
    schedule.node.addDependency(role);
  }
}

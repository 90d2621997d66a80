import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

interface AlarmTopicProps {
  readonly fleet: string;
  readonly email: string | undefined;
  /** For messages that no subscriber took */
  readonly deadLetterQueue: IQueue;
}

/** Where alarms go straight from CloudWatch, and what ARES tells people. */
export class AlarmTopic extends Topic {
  private readonly key: Key;

  constructor(scope: Construct, id: string, { fleet, email, deadLetterQueue }: AlarmTopicProps) {
    // A key of our own, because CloudWatch may not use the one that AWS manages for SNS.
    const description = `Messages about the fleet ${fleet}`;
    // Nothing is left that it could open once the topic is gone.
    const removalPolicy = RemovalPolicy.DESTROY;
    const key = new Key(scope, `${id}Key`, { description, enableKeyRotation: true, removalPolicy });
    super(scope, id, { displayName: `ARES ${fleet}`, masterKey: key, enforceSSL: true });
    this.key = key;
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
    key.grant(cloudWatch, ...keyActions);
    this.addToResourcePolicy(
      new PolicyStatement({ principals: [cloudWatch], actions: ['sns:Publish'], resources: [this.topicArn] }),
    );
    if (email) this.addSubscription(new EmailSubscription(email, { deadLetterQueue }));
  }

  allowPublish(grantee: IGrantable): void {
    const publish = new PolicyStatement({ actions: ['sns:Publish'], resources: [this.topicArn] });
    grantee.grantPrincipal.addToPrincipalPolicy(publish);
    this.key.grant(grantee, ...keyActions);
  }
}

const keyActions = ['kms:Decrypt', 'kms:GenerateDataKey'];

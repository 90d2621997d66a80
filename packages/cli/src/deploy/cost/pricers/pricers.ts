import type { PriceKey } from '../prices/price-items.ts';
import { alarmItems, databaseItems, httpApiItems, scheduleItems, topicItems, usersItems } from './control-plane.ts';
import { functionItems } from './functions.ts';
import { addressItems, launchTemplateItems, repositoryItems, volumeItems } from './hosts.ts';
import type { Pricer } from './pricer.ts';
import { queueItems } from './queues.ts';
import { ruleItems } from './rules.ts';
import { bucketItems, distributionItems, edgeFunctionItems, endpointItems, flowLogItems } from './storage.ts';

const each =
  (what: string, price: PriceKey): Pricer =>
  () => [{ what, price, quantity: 1 }];

/** What every type that can cost something costs. A type that is neither here nor free is an error of the estimate. */
export const pricers: Readonly<Record<string, Pricer>> = {
  'AWS::ApiGatewayV2::Api': httpApiItems,
  'AWS::CloudFront::Distribution': distributionItems,
  'AWS::CloudFront::Function': edgeFunctionItems,
  'AWS::CloudWatch::Alarm': alarmItems,
  'AWS::CloudWatch::CompositeAlarm': each('alarms of alarms', 'cloudwatch.composite-alarm'),
  'AWS::CloudWatch::Dashboard': each('CloudWatch dashboards', 'cloudwatch.dashboard'),
  'AWS::Cognito::UserPool': usersItems,
  'AWS::EC2::EIP': addressItems,
  'AWS::EC2::FlowLog': flowLogItems,
  'AWS::EC2::LaunchTemplate': launchTemplateItems,
  'AWS::EC2::VPCEndpoint': endpointItems,
  'AWS::EC2::Volume': volumeItems,
  'AWS::ECR::Repository': repositoryItems,
  'AWS::Events::Rule': ruleItems,
  'AWS::KMS::Key': each('encryption keys', 'kms.key'),
  'AWS::Lambda::Function': functionItems,
  'AWS::Logs::MetricFilter': each('metrics from logs', 'cloudwatch.metric'),
  'AWS::RDS::DBInstance': databaseItems,
  'AWS::S3::Bucket': bucketItems,
  'AWS::SNS::Topic': topicItems,
  'AWS::SQS::Queue': queueItems,
  'AWS::Scheduler::Schedule': scheduleItems,
  'AWS::SecretsManager::Secret': each('secrets', 'secrets.secret'),
};

import { join } from 'node:path';
import { METRIC_NAMESPACE } from '@ares/config/aws';
import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Architecture, Code, type FunctionOptions, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { logGroup } from '../network/log-group.ts';
import { bundlingWith, type FolderBeside } from './bundling.ts';
import { FunctionRole } from './function-role.ts';
import { type FunctionName, functionSizes } from './function-sizes.ts';

/** Where a function runs that needs the database or the hosts. */
export interface FunctionNetwork {
  readonly vpc: IVpc;
  readonly privateSubnets: SubnetSelection;
  readonly dualStack: boolean;
  readonly securityGroup: ISecurityGroup;
}

/** Kept in this queue after a second try; or forgotten, where the next event is as good. */
type FailedEvents = IQueue | 'forgotten';

export interface AresFunctionProps {
  readonly name: FunctionName;
  readonly logRetentionDays: number;
  readonly environment: Record<string, string>;
  /** @default - outside the VPC */
  readonly network?: FunctionNetwork | undefined;
  /** For functions that a schedule invokes: what becomes of an event that failed @default - invoked by queues only */
  readonly failedEvents?: FailedEvents;
  /** Executions that it alone has, and the most that it has; 0 for none @default 0 */
  readonly reservedExecutions?: number;
  /** Files that it reads at run time @default - none */
  readonly folder?: FolderBeside;
}

const root = join(import.meta.dirname, '../../..');

/** A function of `lambdas/`: everything that they have in common, and a role that may do nothing but log. */
export class AresFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: AresFunctionProps) {
    const { name, network, failedEvents } = props;
    const { about, memoryMb, timeoutSeconds } = functionSizes[name];
    const log = logGroup(scope, `${id}Log`, props.logRetentionDays);
    const description = `ARES ${name}: ${about}`;
    const role = new FunctionRole(scope, `${id}Role`, { description, logGroup: log, inVpc: network !== undefined });
    super(scope, id, {
      ...codeOf(scope, name, props.folder),
      description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMb,
      timeout: Duration.seconds(timeoutSeconds),
      logGroup: log,
      role,
      environment: { ...commonEnvironment(name), ...(network ? vpcEnvironment(network) : {}), ...props.environment },
      ...(network ? placeOf(network) : {}),
      ...invocationOf(failedEvents),
      // A reservation of nothing would turn the function off.
      ...(props.reservedExecutions ? { reservedConcurrentExecutions: props.reservedExecutions } : {}),
    });
    acknowledgeInvocation(this, failedEvents);
  }
}

/** Where nothing is bundled (unit tests, stacks that are not deployed now) there is no need to read the sources. */
function codeOf(scope: Construct, name: FunctionName, folder: FolderBeside | undefined) {
  if (!Stack.of(scope).bundlingRequired) return { code: Code.fromInline('// not bundled'), handler: 'index.handler' };
  const entry = join(root, 'lambdas', name, 'handler.ts');
  return {
    entry,
    bundling: bundlingWith(folder),
    projectRoot: root,
    depsLockFilePath: join(root, 'package-lock.json'),
  };
}

const NODE_OPTIONS = '--enable-source-maps';

const commonEnvironment = (name: FunctionName) => ({
  NODE_OPTIONS,
  POWERTOOLS_METRICS_NAMESPACE: METRIC_NAMESPACE,
  POWERTOOLS_SERVICE_NAME: `ares-${name}`,
});

/** A subnet of both protocols has a way out by IPv6 alone. */
const dualStackEnvironment = {
  AWS_USE_DUALSTACK_ENDPOINT: 'true',
  NODE_OPTIONS: `${NODE_OPTIONS} --dns-result-order=ipv6first`,
};

const vpcEnvironment = ({ dualStack }: FunctionNetwork): Record<string, string> => ({
  // The certificates of RDS, which the runtimes since Node.js 20 have but do not load by themselves:
  // https://docs.aws.amazon.com/lambda/latest/dg/services-rds.html (“SSL/TLS requirements for Amazon RDS connections”)
  NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
  ...(dualStack ? dualStackEnvironment : {}),
});

const placeOf = ({ vpc, privateSubnets, dualStack, securityGroup }: FunctionNetwork): FunctionOptions => ({
  vpc,
  vpcSubnets: privateSubnets,
  securityGroups: [securityGroup],
  ipv6AllowedForDualStack: dualStack,
});

function invocationOf(failedEvents: FailedEvents | undefined): FunctionOptions {
  if (failedEvents === undefined) return {};
  // A late event is worth nothing: the next schedule reads the whole state again.
  const maxEventAge = Duration.minutes(1);
  if (failedEvents === 'forgotten') return { maxEventAge, retryAttempts: 0 };
  return { maxEventAge, retryAttempts: 1, deadLetterQueue: failedEvents };
}

function acknowledgeInvocation(target: AresFunction, failedEvents: FailedEvents | undefined): void {
  const tracing = {
    id: 'Serverless-LambdaTracing',
    reason: 'Each decision is logged with its tick; X-Ray would cost more than the functions',
  };
  const reason =
    failedEvents === 'forgotten'
      ? 'The next event does all that this one would have; what stays away has alarms'
      : 'Invoked in a synchronous way only; what a queue brings in vain goes to that queue’s dead letters';
  const noDeadLetters = ['Serverless-LambdaDLQ', 'Serverless-LambdaAsyncFailureDestination'].map((id) => ({
    id,
    reason,
  }));
  const deadLetters = { id: 'Serverless-LambdaAsyncFailureDestination', reason: 'It has a dead-letter queue' };
  const isKept = failedEvents !== undefined && failedEvents !== 'forgotten';
  Validations.of(target).acknowledge(tracing, ...(isKept ? [deadLetters] : noDeadLetters));
}

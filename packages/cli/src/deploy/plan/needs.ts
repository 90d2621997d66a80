import { isObject, numberAt, property, textAt } from '../template/property.ts';
import type { Resource } from '../template/resource.ts';

/** What a deployment takes of the account's quotas and of its own database. */
export interface Needs {
  /** Executions of functions that the event sources can cause at once */
  readonly executions: number;
  /** Connections that they and the API can open, and what the server allows */
  readonly connections: number;
  readonly connectionsMax: number;
  readonly addresses: number;
  readonly vcpus: number;
}

const ofType = (resources: readonly Resource[], type: string) => resources.filter((one) => one.type === type);

export function needsOf(resources: readonly Resource[]): Needs {
  const sources = ofType(resources, 'AWS::Lambda::EventSourceMapping');
  const concurrency = (source: Resource) => numberAt(source, 'ScalingConfig.MaximumConcurrency', 0);
  return {
    executions: sources.reduce((sum, source) => sum + concurrency(source), 0),
    connections: sources.reduce((sum, source) => sum + concurrency(source) * poolOf(source, resources), 0),
    connectionsMax: Math.max(
      0,
      ...ofType(resources, 'AWS::RDS::DBParameterGroup').map((group) =>
        numberAt(group, 'Parameters.max_connections', 0),
      ),
    ),
    addresses: ofType(resources, 'AWS::EC2::EIP').length,
    vcpus: ofType(resources, 'AWS::EC2::LaunchTemplate').reduce((sum, host) => sum + vcpus(host), 0),
  };
}

/** Connections of one execution of the function that this source wakes. */
function poolOf(source: Resource, resources: readonly Resource[]): number {
  const name = property(source, 'FunctionName');
  const logicalId = isObject(name) ? name.Ref : undefined;
  const target = resources.find((one) => one.stack === source.stack && one.logicalId === logicalId);
  return target ? numberAt(target, 'Environment.Variables.DATABASE_POOL', 0) : 0;
}

const sizes: Readonly<Record<string, number>> = {
  medium: 2,
  large: 2,
  xlarge: 4,
  '2xlarge': 8,
  '4xlarge': 16,
  '8xlarge': 32,
};

function vcpus(host: Resource): number {
  const type = textAt(host, 'LaunchTemplateData.InstanceType') ?? '';
  return sizes[type.split('.')[1] ?? ''] ?? 2;
}

import { numberAt, textAt } from '../../template/property.ts';
import type { Resource } from '../../template/resource.ts';
import {
  type FleetUse,
  functionUse,
  gigabytes,
  gigabytesBetweenZones,
  KEPT_SHARE,
  metricReads,
  modelReads,
  modelWrites,
  ownMetrics,
} from '../usage/usage.ts';
import type { Item, Pricer } from './pricer.ts';

/** `POWERTOOLS_SERVICE_NAME` of a function of ARES is `ares-NAME`. */
export const functionName = (resource: Resource): string | undefined =>
  textAt(resource, 'Environment.Variables.POWERTOOLS_SERVICE_NAME')?.replace(/^ares-/, '');

/** The library's own: they run while a stack is deployed, which no month is charged for. */
const DEPLOYMENT_HELPER =
  /^(AWS679f53fac002430cb0da5b7982bd2287|CustomS3AutoDelete|CustomVpcRestrict|LogRetention)|framework(onEvent|isComplete|onTimeout)/;

export const functionItems: Pricer = (resource, fleet) => {
  const name = functionName(resource);
  if (name === undefined && DEPLOYMENT_HELPER.test(resource.logicalId)) return [];
  const use = name === undefined ? undefined : functionUse[name];
  if (!use) throw new Error(`${resource.stack}/${resource.logicalId}: nobody says how often this function runs`);
  const { invocations, seconds, logBytes } = use(fleet);
  const memory = numberAt(resource, 'MemorySize', 128) / 1_024;
  const logs = gigabytes(invocations * logBytes);
  return [
    { what: `function ${name}: invocations`, price: 'lambda.request', quantity: invocations },
    { what: `function ${name}: compute`, price: 'lambda.gigabyte-second', quantity: invocations * seconds * memory },
    { what: `function ${name}: logs`, price: 'logs.gigabyte-in', quantity: logs },
    { what: `function ${name}: logs kept`, price: 'logs.gigabyte-kept', quantity: logs * KEPT_SHARE },
    ...(name === 'tick' ? ofTick(fleet) : []),
    ...(name === 'dispatch' ? [metricReading(resource, fleet)] : []),
  ];
};

const ofTick = (fleet: FleetUse): Item[] => [
  {
    what: 'readings of hosts in the other zone',
    price: 'transfer.between-zones',
    quantity: gigabytesBetweenZones(fleet),
  },
  { what: 'metrics about ARES', price: 'cloudwatch.metric', quantity: ownMetrics(fleet) },
  { what: 'models put away', price: 's3.write', quantity: modelWrites(fleet) },
  { what: 'models read', price: 's3.read', quantity: modelReads(fleet) },
];

const metricReading = (resource: Resource, fleet: FleetUse): Item => {
  const budget = numberAt(resource, 'Environment.Variables.CLOUDWATCH_METRICS_PER_HOUR');
  return { what: 'CloudWatch metrics of hosts', price: 'cloudwatch.metric-read', quantity: metricReads(fleet, budget) };
};

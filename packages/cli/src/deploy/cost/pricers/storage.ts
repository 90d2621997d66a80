import { property } from '../../template/property.ts';
import { BUCKET_GIGABYTES, FLOW_LOG_GIGABYTES, HOURS_A_MONTH, PAGE_GIGABYTES, PAGE_REQUESTS } from '../usage/usage.ts';
import type { Pricer } from './pricer.ts';

export const bucketItems: Pricer = (_, fleet) => [
  { what: 'files kept', price: 's3.gigabyte', quantity: BUCKET_GIGABYTES(fleet) },
];

/** A gateway is free; an interface is charged in each zone. */
export const endpointItems: Pricer = (resource) => {
  if (property(resource, 'VpcEndpointType') !== 'Interface') return [];
  const subnets = property(resource, 'SubnetIds');
  const zones = Array.isArray(subnets) ? subnets.length : 2;
  return [{ what: 'interface endpoints', price: 'vpc.endpoint-hour', quantity: HOURS_A_MONTH * zones }];
};

/** The dashboard's page, which the team itself looks at. Visitors of a shop are the shop's own and nobody's guess. */
export const distributionItems: Pricer = ({ logicalId }) => {
  const ofTeam = logicalId.includes('Storefront') ? { ofTeam: true as const } : {};
  return [
    { what: 'requests of pages', price: 'cloudfront.request', quantity: PAGE_REQUESTS, ...ofTeam },
    { what: 'pages sent', price: 'cloudfront.gigabyte-out', quantity: PAGE_GIGABYTES, ...ofTeam },
  ];
};

/** Refused connections only. */
export const flowLogItems: Pricer = (_, fleet) => [
  { what: 'flow logs', price: 'logs.gigabyte-in', quantity: FLOW_LOG_GIGABYTES(fleet) },
];

/** One for each request of a page. */
export const edgeFunctionItems: Pricer = () => [
  { what: 'runs at the edge', price: 'cloudfront.function', quantity: PAGE_REQUESTS },
];

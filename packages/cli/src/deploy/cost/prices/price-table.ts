import type { PriceKey } from './price-items.ts';

/**
 * List prices in US dollars without tax, free tiers and discounts, by region. Nothing here is read over the network:
 * they were written down on the date below and have to be compared with AWS's pages before anybody relies on them.
 */
export const PRICES_AS_OF = '2025-10-01';

type Prices = Readonly<Record<PriceKey, number>>;

const northVirginia: Prices = {
  'api.http-request': 1e-6,
  'cloudfront.function': 1e-7,
  'cloudfront.request': 1e-6,
  'cloudfront.gigabyte-out': 0.085,
  'cloudwatch.alarm': 0.1,
  'cloudwatch.composite-alarm': 0.5,
  'cloudwatch.dashboard': 3,
  'cloudwatch.metric': 0.3,
  'cloudwatch.metric-read': 1e-5,
  'cognito.user': 0.015,
  'ebs.gp3-gigabyte': 0.08,
  'ec2.t4g.small-hour': 0.0168,
  'ec2.t4g.medium-hour': 0.0336,
  'ec2.t4g.large-hour': 0.0672,
  'ec2.t4g.xlarge-hour': 0.1344,
  'ecr.gigabyte': 0.1,
  'events.custom': 1e-6,
  'ipv4.public-hour': 0.005,
  'kms.key': 1,
  'lambda.gigabyte-second': 1.33334e-5,
  'lambda.request': 2e-7,
  'logs.gigabyte-in': 0.5,
  'logs.gigabyte-kept': 0.03,
  'rds.t4g.micro-hour': 0.016,
  'rds.t4g.small-hour': 0.032,
  'rds.t4g.medium-hour': 0.065,
  'rds.t4g.large-hour': 0.129,
  'rds.gp3-gigabyte': 0.115,
  's3.gigabyte': 0.023,
  's3.read': 4e-7,
  's3.write': 5e-6,
  'scheduler.invocation': 1e-6,
  'secrets.secret': 0.4,
  'sns.publish': 5e-7,
  'sqs.request': 4e-7,
  'transfer.between-zones': 0.02,
  'vpc.endpoint-hour': 0.01,
};

export const priceTable = {
  'us-east-1': northVirginia,
  // Oregon has the list prices of North Virginia for everything that ARES uses.
  'us-west-2': northVirginia,
} as const satisfies Record<string, Prices>;

export type PricedRegion = keyof typeof priceTable;

const DEFAULT: PricedRegion = 'us-east-1';

/** Whose prices are taken for a region: its own, or those of the default where nobody wrote its own down. */
export const pricesFor = (region: string): PricedRegion =>
  Object.hasOwn(priceTable, region) ? (region as PricedRegion) : DEFAULT;

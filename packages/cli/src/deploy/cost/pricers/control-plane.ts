import { isObject, numberAt, property, textAt } from '../../template/property.ts';
import { type PriceKey, priceItems } from '../prices/price-items.ts';
import { ACTIVE_USERS, apiRequests, HOURS_A_MONTH, notificationsTold } from '../usage/usage.ts';
import type { Pricer } from './pricer.ts';

/** @throws Error for a class whose price nobody wrote down */
function hourly(prefix: 'ec2' | 'rds', size: string): PriceKey {
  const key = `${prefix}.${size}-hour`;
  if (Object.hasOwn(priceItems, key)) return key as PriceKey;
  throw new Error(`no price for ${key}: add it to packages/cli/src/deploy/cost/prices`);
}

export const databaseItems: Pricer = (resource) => {
  const size = (textAt(resource, 'DBInstanceClass') ?? '').replace(/^db\./, '');
  const zones = property(resource, 'MultiAZ') === true ? 2 : 1;
  const storage = numberAt(resource, 'AllocatedStorage') * zones;
  const where = zones === 2 ? 'two zones' : 'one zone';
  return [
    { what: `database ${size} in ${where}`, price: hourly('rds', size), quantity: HOURS_A_MONTH * zones },
    { what: `database disk in ${where}`, price: 'rds.gp3-gigabyte', quantity: storage },
  ];
};

export const instanceHours = (type: string): PriceKey => hourly('ec2', type);

/** Of a metric, or of an expression over some; what reads in parts of a minute costs three times as much. */
export const alarmItems: Pricer = (resource) => {
  const metrics = property(resource, 'Metrics');
  const read = Array.isArray(metrics) ? metrics.filter((one) => isObject(one) && 'MetricStat' in one).length : 1;
  const times = numberAt(resource, 'Period', 60) < 60 ? 3 : 1;
  return [{ what: 'alarms', price: 'cloudwatch.alarm', quantity: Math.max(1, read) * times }];
};

/** On the whole minute, where a rate counts from its creation. */
const EVERY_MINUTE = 'cron(* * * * ? *)';

export const scheduleItems: Pricer = (resource) => {
  const text = textAt(resource, 'ScheduleExpression') ?? '';
  const rate = text === EVERY_MINUTE ? 'rate(1 minute)' : text;
  const [, every = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(rate) ?? [];
  const hours = { minute: 1 / 60, hour: 1, day: 24 }[unit];
  if (!hours) throw new Error(`${resource.stack}/${resource.logicalId}: ${JSON.stringify(text)} has no rate`);
  return [{ what: 'schedules', price: 'scheduler.invocation', quantity: HOURS_A_MONTH / (Number(every) * hours) }];
};

export const topicItems: Pricer = (_, fleet) => [
  { what: 'notifications', price: 'sns.publish', quantity: notificationsTold(fleet) },
];

export const httpApiItems: Pricer = () => [
  { what: 'requests of the API', price: 'api.http-request', quantity: apiRequests },
];

export const usersItems: Pricer = () => [{ what: 'people who sign in', price: 'cognito.user', quantity: ACTIVE_USERS }];

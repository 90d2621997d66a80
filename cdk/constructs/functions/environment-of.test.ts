import { notifyEnvironment, trainEnvironment } from '@ares/config/aws';
import { expect, test } from 'vitest';
import { environmentOf } from './environment-of.ts';

const notify = {
  ARES_FLEET: 'shop',
  TOPIC_ARN: 'arn:topic',
  NOTIFICATIONS_QUEUE_URL: 'https://queue',
  CHANNELS_SECRET_ARN: 'arn:secret',
  DASHBOARD_URL_PARAMETER: '/ares/shop/dashboard-url',
};

test('numbers become text, and what is absent stays absent', () => {
  expect(environmentOf(notifyEnvironment, notify)).toEqual(notify);
  const train = { DATABASE_HOST: 'db', DATABASE_PORT: 5432, DATABASE_NAME: 'ares', DATABASE_USER: 'ares_train' };
  expect(environmentOf(trainEnvironment, { ARES_FLEET: 'shop', SNAPSHOTS_BUCKET: 'b', ...train })).toMatchObject({
    DATABASE_PORT: '5432',
  });
});

test('what the schema does not know stays out', () => {
  expect(environmentOf(notifyEnvironment, { ...notify, ...{ TYPO: 'x' } })).not.toHaveProperty('TYPO');
});

test('a missing variable does not compile', () => {
  const { TOPIC_ARN: _, ...rest } = notify;
  // @ts-expect-error TOPIC_ARN is missing
  expect(environmentOf(notifyEnvironment, rest)).not.toHaveProperty('TOPIC_ARN');
});

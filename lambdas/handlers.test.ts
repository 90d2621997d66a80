import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

const database = { DATABASE_HOST: 'db', DATABASE_PORT: '5432', DATABASE_NAME: 'ares', DATABASE_USER: 'ares_x' };
const queue = 'https://sqs.eu-central-1.amazonaws.com/123456789012/queue';
const common = { ARES_FLEET: 'shop', AWS_REGION: 'eu-central-1', POWERTOOLS_DEV: 'true' };

/** What the CDK app gives each function. */
const environments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dispatch: { TICKS_QUEUE_URL: queue, SHARDS: '2', CLOUDWATCH_METRICS_PER_HOUR: '36' },
  tick: {
    ...database,
    SHARDS: '2',
    TICKS_QUEUE_URL: queue,
    ACTIONS_QUEUE_URL: queue,
    NOTIFICATIONS_QUEUE_URL: queue,
    POLICY_BUCKET: 'bucket',
    POLICY_KEY: 'key',
    SNAPSHOTS_BUCKET: 'bucket',
    WARM_MODELS_BUCKET: 'warm',
  },
  heal: {
    ...database,
    TICKS_QUEUE_URL: queue,
    FOLLOW_QUEUE_URL: queue,
    DOCUMENT_NAME: 'document',
    DOCUMENT_VERSION: '1',
    DOCUMENT_HASH: 'ab'.repeat(32),
  },
  train: { ...database, SNAPSHOTS_BUCKET: 'bucket' },
  notify: {
    TOPIC_ARN: 'arn:topic',
    NOTIFICATIONS_QUEUE_URL: queue,
    CHANNELS_SECRET_ARN: 'arn:secret',
    DASHBOARD_URL_PARAMETER: '/ares/url',
  },
  api: { ...database, SIGN_IN_ISSUER: 'https://issuer', SIGN_IN_CLIENT_ID: 'client', SIGN_IN_DOMAIN: 'domain' },
  migrator: { ...database, MASTER_SECRET_ARN: 'arn:secret' },
};

const loaders = {
  dispatch: () => import('./dispatch/handler.ts'),
  tick: () => import('./tick/handler.ts'),
  heal: () => import('./heal/handler.ts'),
  train: () => import('./train/handler.ts'),
  notify: () => import('./notify/handler.ts'),
  api: () => import('./api/handler.ts'),
  migrator: () => import('./migrator/handler.ts'),
  'document-pin': () => import('./document-pin/handler.ts'),
  'origin-secret': () => import('./origin-secret/handler.ts'),
};

async function start(name: string, variables: Readonly<Record<string, string>>): Promise<{ handler: unknown }> {
  vi.resetModules();
  vi.unstubAllEnvs();
  for (const [variable, value] of Object.entries({ ...common, ...variables })) vi.stubEnv(variable, value);
  return loaders[name as keyof typeof loaders]();
}

test.each([...Object.entries(environments), ['document-pin', {}] as const, ['origin-secret', {}] as const])(
  '%s starts with what the CDK app gives it',
  async (name, variables) => {
    const { handler } = await start(name, variables);
    expect(handler).toBeTypeOf('function');
  },
);

test.each(Object.entries(environments))(
  'row 48: %s does not start without it, and names what is missing',
  async (name, variables) => {
    const missing = Object.keys(variables).filter((variable) => !(name === 'migrator' && variable === 'DATABASE_USER'));
    const failure = await start(name, {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'CONFIG_INVALID' });
    for (const variable of missing) expect(String(failure)).toContain(variable);
  },
);

test.each(Object.keys(loaders))('the handler of %s is thin: what it does stands beside it', (name) => {
  const lines = readFileSync(join(import.meta.dirname, name, 'handler.ts'), 'utf8').split('\n').length;
  expect(lines).toBeLessThan(40);
});

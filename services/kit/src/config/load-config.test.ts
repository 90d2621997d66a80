import { expect, test } from 'vitest';
import { z } from 'zod';
import { postgresConfig } from '../postgres/postgres-config.ts';
import { baseConfig } from './base-config.ts';
import { ConfigError, loadConfig } from './load-config.ts';

const schema = z.object({ ...baseConfig, ...postgresConfig });
const good = { SERVICE_NAME: 'product', DATABASE_URL: 'postgres://a:b@localhost/shop' };

test('defaults fill what is not set, and empty counts as not set', () => {
  const config = loadConfig(schema, { ...good, PORT: '' });
  expect(config).toMatchObject({ PORT: 8080, INTERNAL_PORT: 9464, LOG_LEVEL: 'info', ARES_FAULTS: 'off' });
});

test.each([
  {
    name: 'a port that is none',
    over: { PORT: 'eighty' },
    want: /PORT is "eighty": .*set it to a port from 1 to 65535/,
  },
  { name: 'a missing variable', over: { SERVICE_NAME: undefined }, want: /SERVICE_NAME is not set/ },
  { name: 'an unknown switch', over: { ARES_FAULTS: 'yes' }, want: /ARES_FAULTS is "yes": .*"on" to allow/ },
  { name: 'every bad variable at once', over: { PORT: '-1', LOG_LEVEL: 'loud' }, want: /PORT[\s\S]*LOG_LEVEL/ },
])('$name is named with its remedy', ({ over, want }) => {
  expect(() => loadConfig(schema, { ...good, ...over })).toThrow(want);
});

test('a bad secret is named but not shown', () => {
  const load = () => loadConfig(schema, { ...good, DATABASE_URL: 'mysql://root:hunter2@db' });
  expect(load).toThrow(ConfigError);
  expect(load).toThrow(/DATABASE_URL \(value hidden\)/);
  expect(load).not.toThrow(/hunter2/);
});

import { expect, test } from 'vitest';
import { databasePassword } from './database-password.ts';

const password = databasePassword({
  hostname: 'knowledge.example.eu-central-1.rds.amazonaws.com',
  port: 5432,
  username: 'ares_tick',
  region: 'eu-central-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
});

test('a token for one user of one database, that holds for a quarter of an hour', async () => {
  const url = new URL(`https://${await password()}`);
  expect(url.host).toBe('knowledge.example.eu-central-1.rds.amazonaws.com:5432');
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    Action: 'connect',
    DBUser: 'ares_tick',
    'X-Amz-Expires': '900',
    'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('the secret key stands nowhere in it', async () => {
  expect(await password()).not.toContain('secret');
});

import { expect, test, vi } from 'vitest';

const variables = {
  ARES_FLEET: 'shop',
  AWS_REGION: 'eu-central-1',
  POWERTOOLS_DEV: 'true',
  DATABASE_HOST: '127.0.0.1',
  DATABASE_PORT: '1',
  DATABASE_NAME: 'ares',
  DATABASE_USER: 'ares_api',
  SIGN_IN_ISSUER: 'https://issuer.example',
  SIGN_IN_CLIENT_ID: 'client',
  SIGN_IN_DOMAIN: 'https://people.example',
};
for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
const { handler } = await import('./handler.ts');

/** What the HTTP API sends; without claims where it has verified nobody. */
const get = (rawPath: string): Promise<{ statusCode: number; body: string; headers: Record<string, string> }> =>
  handler(
    {
      version: '2.0',
      routeKey: '$default',
      rawPath,
      rawQueryString: '',
      headers: { host: 'api.example' },
      requestContext: { http: { method: 'GET', path: rawPath }, stage: '$default', domainName: 'api.example' },
      isBase64Encoded: false,
    } as never,
    {} as never,
  ) as never;

test('tells where to sign in', async () => {
  const { statusCode, body } = await get('/api/v1/config');
  expect(statusCode).toBe(200);
  expect(JSON.parse(body)).toEqual({
    issuer: 'https://issuer.example',
    clientId: 'client',
    domain: 'https://people.example',
  });
});

test('tells nothing else to somebody whom nobody has verified', async () => {
  const { statusCode, body } = await get('/api/v1/overview');
  expect(statusCode).toBe(401);
  expect(body).not.toContain('services');
});

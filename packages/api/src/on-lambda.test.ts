import { type APIGatewayProxyResult, handle, type LambdaEvent } from 'hono/aws-lambda';
import { expect, test } from 'vitest';
import { gatewayAuthorizer } from './auth/gateway-authorizer.ts';
import { anApi } from './testing/an-api.ts';

const authorize = gatewayAuthorizer({ read: 'ares-readers', operate: 'ares-operators' });

/** What an HTTP API sends for a request whose token it has verified, or for an open path. */
const event = (method: string, rawPath: string, claims?: Record<string, string>, body?: unknown) =>
  ({
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: '',
    headers: { host: 'api.example.com', 'content-type': 'application/json', authorization: 'Bearer x' },
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      domainName: 'api.example.com',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'x' },
      ...(claims && { authorizer: { jwt: { claims, scopes: null } } }),
    },
    // Null where the gateway sends it: the types of hono know only what is absent.
  }) as unknown as LambdaEvent;

async function asked(sent: LambdaEvent) {
  const { app } = anApi(undefined, { authorize });
  const { statusCode, body } = (await handle(app)(sent)) as APIGatewayProxyResult;
  return [statusCode, JSON.parse(body)];
}
const claims = (group: string) => ({
  sub: '5b0c',
  username: 'ada',
  'cognito:groups': `[${group}]`,
  auth_time: '1.8E9',
});
const drill = { on: true, reason: 'drill' };

test('the claims of the gateway decide, on both kinds of routes', async () => {
  expect(await asked(event('GET', '/health'))).toMatchObject([200, { status: 'ok' }]);
  expect(await asked(event('GET', '/api/v1/overview'))).toMatchObject([401, {}]);
  expect(await asked(event('GET', '/api/v1/overview', claims('others')))).toMatchObject([403, {}]);
  expect(await asked(event('GET', '/api/v1/overview', claims('ares-readers')))).toMatchObject([
    200,
    { services: [{}] },
  ]);
  expect(await asked(event('POST', '/api/v1/kill-switch', claims('ares-readers'), drill))).toMatchObject([403, {}]);
  expect(await asked(event('POST', '/api/v1/kill-switch', claims('ares-operators'), drill))).toMatchObject([
    200,
    { on: true, by: 'ada' },
  ]);
});

import type { Server } from 'node:http';
import { loadConfig, type Service } from '@shop/kit';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { createGatewayService } from './create-gateway-service.ts';
import { call, close, listen, portOf } from './testing/stage.ts';

const userId = '0b8f3f5e-6c1c-4d2e-9a57-1d2f6f1f0a11';
let service: Service;
let ports: { port: number; internalPort: number };
let upstream: Server;
let sign: (claims?: { iss?: string; exp?: string }) => Promise<string>;

/** Issues keys as the user service does, and answers everything else with the headers it got. */
async function startUpstream(): Promise<Server> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA' }] });
  sign = ({ iss = 'shop', exp = '5m' } = {}) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k1' })
      .setSubject(userId)
      .setIssuer(iss)
      .setAudience('shop')
      .setExpirationTime(exp)
      .sign(privateKey);
  return listen((req, res) => res.end(req.url?.startsWith('/.well-known') ? jwks : JSON.stringify(req.headers)));
}

beforeAll(async () => {
  upstream = await startUpstream();
  const url = `http://127.0.0.1:${portOf(upstream)}`;
  const nobody = 'http://127.0.0.1:1';
  const env = { HOST: '127.0.0.1', PORT: '0', INTERNAL_PORT: '0', LOG_LEVEL: 'silent', ARES_FAULTS: 'on' };
  service = createGatewayService(
    loadConfig(configSchema, { ...env, USER_URL: url, ORDER_URL: url, PRODUCT_URL: nobody, CART_URL: nobody }),
  );
  ports = await service.start();
});
afterAll(async () => {
  await service.stop();
  await close(upstream);
});

const orders = (token: string) => call(ports.port, '/api/orders', { headers: { authorization: `Bearer ${token}` } });
const metrics = async () => (await call(ports.internalPort, '/metrics')).text;

describe('the gateway as a service', () => {
  test('checks access tokens with the published keys', async () => {
    const answer = await orders(await sign());
    expect([answer.status, JSON.parse(answer.text)['x-user-id']]).toEqual([200, userId]);
  });

  test('refuses tokens of another issuer, old ones and altered ones', async () => {
    const good = await sign();
    const bad = [await sign({ iss: 'other' }), await sign({ exp: '-1s' }), `${good.slice(0, -6)}AAAAAA`];
    for (const token of bad) expect((await orders(token)).status).toBe(401);
  });

  test('is ready although upstreams are dead, and answers for them', async () => {
    const answers = await Promise.all([call(ports.port, '/api/products'), call(ports.port, '/api/cart')]);
    for (const { status, headers } of answers) {
      expect(status).toBe(502);
      expect(headers['content-type']).toBe('application/problem+json');
    }
    expect((await call(ports.port, '/health/ready')).status).toBe(200);
  });

  test('measures by route, counts its own answers and shows its replicas', async () => {
    await call(ports.port, '/api/products/mug?x=1');
    await call(ports.port, '/no/such/path');
    const text = await metrics();
    expect(text).toMatch(/request_duration_seconds_count\{http_route="\/api\/products\/\*",[^}]*code="50[23]"/);
    expect(text).toMatch(/gateway_problems_total\{code="not-found",upstream="none"\} 1/);
    expect(text).toMatch(/gateway_upstream_replicas\{upstream="user",breaker="closed"\} 1/);
    expect(text).not.toContain('/no/such/path');
  });

  test('a dependency that a fault switched off is failed, until it is switched on again', async () => {
    const token = await sign();
    const body = JSON.stringify({ name: 'order' });
    const json = { 'content-type': 'application/json' };
    await call(ports.internalPort, '/faults/dependency', { method: 'PUT', body, headers: json });
    expect((await orders(token)).status).toBe(502);
    await call(ports.internalPort, '/faults/dependency', { method: 'DELETE' });
    expect((await orders(token)).status).toBe(200);
  });
});

import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { freePort, imageName, runCommand, waitFor } from '@shop/kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const id = `shop-proxy-test-${randomUUID().slice(0, 8)}`;
const docker = (...args: string[]) => runCommand('docker', args);
const containers: string[] = [];
let url: string;
/** A path of the gateway; `/` and `/api` are the proxy's own. */
let shop: string;

/** A gateway that answers with its own name and the headers it got. */
const gatewayCode = `require('http').createServer((q, s) => s.end(JSON.stringify({ name: process.env.NAME, headers: q.headers }))).listen(8080)`;

async function startGateway(name: string): Promise<void> {
  const image = await imageName('NODE_IMAGE', 'node:24-trixie-slim');
  const placed = ['--network', id, '--network-alias', 'gateway', '--init', '-e', `NAME=${name}`];
  await docker('run', '-d', '--name', `${id}-${name}`, ...placed, image, 'node', '-e', gatewayCode);
  containers.push(`${id}-${name}`);
}

/** @returns its address */
async function startProxy(name: string, ...flags: string[]): Promise<string> {
  const port = await freePort();
  const mounts = [
    ['nginx.conf', '/etc/nginx/nginx.conf'],
    ['start.sh', '/etc/shop/start.sh'],
    ['follow-gateway.sh', '/etc/shop/follow-gateway.sh'],
  ].flatMap(([from, to]) => ['-v', `${here}${from}:${to}:ro`]);
  const hardened = ['--user', '101:101', '--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL'];
  const image = await imageName('NGINX_IMAGE', 'nginx:1.28');
  const published = ['--network', id, '-p', `127.0.0.1:${port}:8080`, '--entrypoint', '/etc/shop/start.sh'];
  await docker('run', '-d', '--name', `${id}-${name}`, ...flags, ...hardened, ...mounts, ...published, image);
  containers.push(`${id}-${name}`);
  const address = `http://127.0.0.1:${port}`;
  await waitFor(() => fetch(`${address}/healthz`));
  return address;
}

beforeAll(async () => {
  await docker('network', 'create', id);
  url = await startProxy('proxy');
  shop = `${url}/api/products`;
});

afterAll(async () => {
  if (containers.length > 0) await docker('rm', '-f', '-v', ...containers);
  await docker('network', 'rm', id);
});

const answeredBy = async () => ((await (await fetch(shop)).json()) as { name: string }).name;

test('without a gateway it is well itself and answers for the shop with a problem', async () => {
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const response = await fetch(shop);
  expect(response.status).toBe(503);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('retry-after')).toBe('1');
  expect(await response.json()).toMatchObject({ code: 'unavailable', status: 503 });
});

test.each(['/', '/api', '/api/'])('%s tells what is there, also without a gateway', async (path) => {
  const response = await fetch(url + path);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
  expect(await response.json()).toMatchObject({ links: { products: { method: 'GET', href: '/api/products' } } });
});

test('a gateway that appears is found, and gets the request id and the address of the client', async () => {
  await startGateway('one');
  await waitFor(async () => expect(await answeredBy()).toBe('one'));
  const echo = async (requestId: string) => {
    const response = await fetch(shop, { headers: { 'x-request-id': requestId } });
    return ((await response.json()) as { headers: Record<string, string> }).headers;
  };
  expect((await echo('r-7'))['x-request-id']).toBe('r-7');
  expect((await echo('"} {"forged'))['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
  expect((await echo('r-7'))['x-forwarded-for']).toMatch(/^[\d.]+$/);
});

describe('behind a distribution of its own', () => {
  const [current = '', next = ''] = [1, 2].map((rotation) => `${rotation}-${randomBytes(32).toString('hex')}`);
  let guarded: string;
  const ask = (path: string, secret?: string) =>
    fetch(guarded + path, { headers: secret === undefined ? {} : { 'x-origin-secret': secret } });

  beforeAll(async () => {
    guarded = await startProxy('guarded', '-e', `ORIGIN_SECRETS=${current} ${next}`);
  });

  test.each(['/', '/api', '/api/products', '/health/ready', '/nowhere'])('%s is for nobody else', async (path) => {
    for (const secret of [undefined, '', current.slice(0, -1), `${current} ${next}`, `${current}0`]) {
      const response = await ask(path, secret);
      expect([response.status, response.headers.get('content-type')]).toEqual([403, 'application/problem+json']);
      expect(await response.json()).toMatchObject({ code: 'forbidden', status: 403 });
    }
  });

  test('the secret of now and the next one let in, and go no further', async () => {
    for (const secret of [current, next]) {
      const response = await ask('/api/products', secret);
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain(secret);
    }
  });

  test('the host’s own probe needs none, and no log has one', async () => {
    expect((await ask('/healthz')).status).toBe(200);
    await waitFor(async () => expect(await docker('logs', `${id}-guarded`)).toContain('"status":403'));
    expect(await docker('logs', `${id}-guarded`)).not.toMatch(new RegExp(`${current}|${next}`));
  });

  test('secrets that could be more than words start nothing', async () => {
    const start = ['-v', `${here}start.sh:/start.sh:ro`, '--entrypoint', '/start.sh'];
    const image = await imageName('NGINX_IMAGE', 'nginx:1.28');
    const broken = docker('run', '--rm', '-e', 'ORIGIN_SECRETS=a; default 0', ...start, image);
    await expect(broken).rejects.toThrow('ORIGIN_SECRETS holds something else');
  });
});

test('a second one shares the load, and when one is killed nobody notices', async () => {
  await startGateway('two');
  const seen = new Set<string>();
  await waitFor(async () => {
    seen.add(await answeredBy());
    expect([...seen].toSorted()).toEqual(['one', 'two']);
  });
  await docker('kill', `${id}-one`);
  for (let i = 0; i < 100; i += 1) expect(await answeredBy()).toBe('two');
});

test('one that comes back at another address is followed', async () => {
  await docker('rm', '-f', `${id}-one`, `${id}-two`);
  containers.splice(containers.indexOf(`${id}-one`), 1);
  containers.splice(containers.indexOf(`${id}-two`), 1);
  await docker(
    'run',
    '-d',
    '--name',
    `${id}-squatter`,
    '--network',
    id,
    '--init',
    await imageName('NODE_IMAGE', 'node:24-trixie-slim'),
    'node',
    '-e',
    'setInterval(() => {}, 1e6)',
  );
  containers.push(`${id}-squatter`);
  await startGateway('three');
  await waitFor(async () => expect(await answeredBy()).toBe('three'));
});

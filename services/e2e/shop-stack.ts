import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '@shop/kit/testing';

const run = promisify(execFile);
const composeFile = fileURLToPath(new URL('../compose.yaml', import.meta.url));
const buildScript = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));
const imagesEnv = fileURLToPath(new URL('../../.ares/images.env', import.meta.url));
const startTimeoutMs = 120_000;
const outputMaxBytes = 16 * 2 ** 20;

/** Stateless services, by their names in compose.yaml. */
export const shopServices = ['user', 'product', 'cart', 'order', 'gateway'] as const;
export type ShopService = (typeof shopServices)[number];

export interface ShopOptions {
  /** Compose project; its own name keeps a test's shop apart from any other. */
  readonly project: string;
  /** Port of 127.0.0.1. @default a free one */
  readonly port?: number;
  /** Variables of compose.yaml. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ShopStack {
  /** Of the reverse proxy, such as `http://127.0.0.1:18080`. */
  readonly baseUrl: string;
  /** `docker compose` on this shop; resolves with its standard output. */
  compose(...args: readonly string[]): Promise<string>;
  /** Asks a path of a service's own port from inside its container. @returns the status, 0 if nobody answered */
  statusInside(service: ShopService, path: string): Promise<number>;
  /** Takes the shop away with its volumes and images. */
  stop(): Promise<void>;
}

function composer({ project, env }: ShopOptions, port: number): ShopStack['compose'] {
  const images = existsSync(imagesEnv) ? ['--env-file', imagesEnv] : [];
  const base = ['compose', ...images, '-p', project, '-f', composeFile];
  const variables = { ...process.env, ...env, ARES_PROJECT: project, SHOP_PORT: String(port) };
  return async (...args) => {
    const { stdout } = await run('docker', [...base, ...args], { env: variables, maxBuffer: outputMaxBytes });
    return stdout;
  };
}

async function statusInside(compose: ShopStack['compose'], service: ShopService, path: string): Promise<number> {
  const url = JSON.stringify(`http://127.0.0.1:8080${path}`);
  const code = `fetch(${url}).then((r) => console.log(r.status), () => console.log(0))`;
  return Number(await compose('exec', '-T', service, 'node', '-e', code).catch(() => '0'));
}

/** Ready means each service by its own word, and the gateway on its way to each of them. */
async function ready(shop: ShopStack): Promise<boolean> {
  const own = await Promise.all(shopServices.map((service) => shop.statusInside(service, '/health/ready')));
  if (own.some((status) => status !== 200)) return false;
  const paths = ['/api/products?limit=1', '/api/cart', '/.well-known/jwks.json'];
  const answers = await Promise.all(paths.map((path) => fetch(shop.baseUrl + path)));
  return answers.every(({ ok }) => ok);
}

async function whenReady(shop: ShopStack): Promise<void> {
  const endMs = performance.now() + startTimeoutMs;
  while (!(await ready(shop).catch(() => false))) {
    if (performance.now() > endMs) throw new Error(`the shop is not ready:\n${await shop.compose('ps', '-a')}`);
    await sleep(500);
  }
}

/** Brings the whole shop up in containers, ready to serve. What was started is taken away again if that fails. */
export async function startShop(options: ShopOptions): Promise<ShopStack> {
  const port = options.port ?? (await freePort());
  const compose = composer(options, port);
  const shop: ShopStack = {
    baseUrl: `http://127.0.0.1:${port}`,
    compose,
    statusInside: (service, path) => statusInside(compose, service, path),
    stop: async () => void (await compose('down', '--volumes', '--rmi', 'local', '--timeout', '5')),
  };
  try {
    await run(process.execPath, [buildScript]);
    await compose('up', '--detach', '--build', '--quiet-pull');
    await whenReady(shop);
    return shop;
  } catch (cause) {
    await shop.stop().catch(() => {});
    throw cause;
  }
}

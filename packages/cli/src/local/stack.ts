import { existsSync, mkdirSync, statSync } from 'node:fs';
import { CliError } from '../cli-error.ts';
import { type ComposeProject, compose } from './compose.ts';
import { hostStateDir, imagesEnv, observeCompose, shopCompose, shopEnv } from './paths.ts';
import { ensureSecrets } from './secrets.ts';

const secretNames = [
  'POSTGRES_PASSWORD',
  'USER_DB_PASSWORD',
  'PRODUCT_DB_PASSWORD',
  'ORDER_DB_PASSWORD',
  'REDIS_PASSWORD',
  'JWT_KEY_SECRET',
];

export const ports = {
  shop: process.env.SHOP_PORT ?? '8080',
  prometheus: process.env.PROMETHEUS_PORT ?? '9090',
  agent: process.env.ARES_AGENT_PORT ?? '9469',
};

export const urls = {
  shop: `http://127.0.0.1:${ports.shop}`,
  prometheus: `http://127.0.0.1:${ports.prometheus}`,
  agent: `http://127.0.0.1:${ports.agent}`,
};

const existing = (files: readonly string[]): readonly string[] => files.filter((file) => existsSync(file));

/** Host agent and Prometheus: what every host needs, whatever it runs. */
export const observeProject = (): ComposeProject => ({
  project: process.env.ARES_OBSERVE_PROJECT ?? 'ares-observe',
  file: observeCompose,
  envFiles: existing([imagesEnv]),
  env: { DOCKER_GID: String(dockerGroup()), ARES_STATE_DIR: hostStateDir, ARES_AGENT_PORT: ports.agent },
});

export const shopProject = (): ComposeProject => ({
  project: process.env.ARES_PROJECT ?? 'ares-shop',
  file: shopCompose,
  envFiles: existing([imagesEnv, shopEnv]),
  env: { SHOP_PORT: ports.shop },
});

export async function upObserve(): Promise<void> {
  mkdirSync(hostStateDir, { recursive: true });
  await compose(observeProject(), ['up', '-d', '--build', '--wait', '--quiet-pull']);
  await untilAnswers(`${urls.agent}/health`, 'the host agent', 'docker logs ares-observe-host-agent-1');
  await untilAnswers(`${urls.prometheus}/-/ready`, 'Prometheus', 'docker logs ares-observe-prometheus-1');
}

export async function upShop(): Promise<void> {
  ensureSecrets(shopEnv, secretNames);
  await compose(shopProject(), ['up', '-d', '--build', '--quiet-pull']);
  await untilAnswers(`${urls.shop}/api/products?limit=1`, 'the shop', 'docker compose -p ares-shop logs --tail 20');
}

/** Takes the shop and the observers away; the data goes only with `volumes`. */
export async function downStack(volumes: boolean): Promise<void> {
  const extra = volumes ? ['--volumes'] : [];
  await compose(shopProject(), ['down', '--timeout', '10', ...extra]);
  await compose(observeProject(), ['down', '--timeout', '5', ...extra]);
}

function dockerGroup(): number {
  try {
    return statSync('/var/run/docker.sock').gid;
  } catch (cause) {
    throw new CliError('/var/run/docker.sock is not there', { remedy: 'start Docker, or run `npm run setup`', cause });
  }
}

const READY_TRIES = 180;

async function untilAnswers(url: string, what: string, look: string): Promise<void> {
  for (let attempt = 0; attempt < READY_TRIES; attempt += 1) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (r) => r.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new CliError(`${what} does not answer at ${url}`, { remedy: `look at \`${look}\`` });
}

import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { CliError } from '../cli-error.ts';
import { makeStateDir, shutToAgent } from './agent-access.ts';
import { type ComposeProject, compose } from './compose.ts';
import { readEnvFile } from './env-file.ts';
import { assertNoData, assertOwnStack } from './own-stack.ts';
import {
  composeEnv,
  hostId,
  hostStateDir,
  imagesEnv,
  localDir,
  observeCompose,
  shopCompose,
  shopEnv,
} from './paths.ts';
import { assertPorts, ports } from './ports.ts';
import { ensureSecrets, SECRETS_REMEDY } from './secrets.ts';
import { stoppedServices } from './stopped-services.ts';

const secretNames = [
  'POSTGRES_PASSWORD',
  'USER_DB_PASSWORD',
  'PRODUCT_DB_PASSWORD',
  'ORDER_DB_PASSWORD',
  'REDIS_PASSWORD',
  'JWT_KEY_SECRET',
];

export const urls = {
  shop: `http://127.0.0.1:${ports.shop}`,
  prometheus: `http://127.0.0.1:${ports.prometheus}`,
  agent: `http://127.0.0.1:${ports.agent}`,
};

/** What a person may set for the containers. */
const settings = [
  'SHOP_RESTART',
  'ARES_FAULTS',
  'ARES_FLEET',
  'ARES_AGENT_LISTEN',
  'DOCKER_SOCKET',
  'LOG_LEVEL',
  'PAYMENT_BEHAVIOUR',
  'RATE_PER_CLIENT',
  'RATE_PER_USER',
];

/**
 * Everything that the Compose files ask for, in one file: a container that ARES recycles is made from the same values,
 * whatever shell it was first started from.
 */
function writeComposeEnv(): void {
  assertPorts(ports);
  mkdirSync(localDir, { recursive: true });
  const chosen = settings.flatMap((name) => (process.env[name] ? [`${name}=${process.env[name]}`] : []));
  const own = [
    `SHOP_PORT=${ports.shop}`,
    `PROMETHEUS_PORT=${ports.prometheus}`,
    `ARES_AGENT_PORT=${ports.agent}`,
    `ARES_STATE_DIR=${hostStateDir}`,
    `ARES_HOST_ID=${hostId}`,
    `DOCKER_GID=${dockerGroup()}`,
  ];
  const files = [readEnvFile(imagesEnv, 'delete it and run `npm run setup`'), readEnvFile(shopEnv, SECRETS_REMEDY)];
  writeFileSync(composeEnv, `${[...files, ...own, ...chosen].join('\n')}\n`, { mode: 0o600 });
}

/** Host agent and Prometheus: what every host needs, whatever it runs. */
export const observeProject = (): ComposeProject => ({
  project: process.env.ARES_OBSERVE_PROJECT ?? 'ares-observe',
  file: observeCompose,
  envFiles: [composeEnv],
  env: {},
});

export const shopProject = (): ComposeProject => ({
  project: process.env.ARES_PROJECT ?? 'ares-shop',
  file: shopCompose,
  envFiles: [composeEnv],
  env: {},
});

export async function upObserve(): Promise<void> {
  const observe = observeProject();
  await assertOwnStack(observe);
  makeStateDir(hostStateDir);
  const shut = shutToAgent(hostStateDir);
  if (shut)
    throw new CliError(`${shut} is shut to the host agent (user 10001), which reads the ledger there`, {
      remedy: `\`chmod o+rx ${shut}\`, or set ARES_STATE_DIR to another folder`,
    });
  writeComposeEnv();
  await compose(observe, ['up', '-d', '--build', '--wait', '--quiet-pull']);
  await untilAnswers(`${urls.agent}/health`, 'the host agent', observe);
  await untilAnswers(`${urls.prometheus}/-/ready`, 'Prometheus', observe);
}

/** @returns what had been stopped, by people too, and runs again now */
export async function upShop(): Promise<readonly string[]> {
  const shop = shopProject();
  await assertOwnStack(shop);
  if (!existsSync(shopEnv)) await assertNoData(shop, shopEnv);
  ensureSecrets(shopEnv, secretNames);
  writeComposeEnv();
  const stopped = await stoppedServices(shop.project);
  await compose(shop, ['up', '-d', '--build', '--quiet-pull']);
  await untilAnswers(`${urls.shop}/api/products?limit=1`, 'the shop', shop);
  return stopped;
}

/**
 * Takes the shop and the observers away; the data goes only with `volumes`.
 * @param beforehand runs once it is clear that the stack may be taken away
 * @throws CliError before anything is touched where the stack is another's
 */
export async function downStack(volumes: boolean, beforehand: () => Promise<void>): Promise<void> {
  for (const project of [shopProject(), observeProject()]) await assertOwnStack(project);
  writeComposeEnv();
  await beforehand();
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

async function untilAnswers(url: string, what: string, { project }: ComposeProject): Promise<void> {
  for (let attempt = 0; attempt < READY_TRIES; attempt += 1) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (r) => r.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new CliError(`${what} does not answer at ${url}`, {
    remedy: `look at \`docker compose -p ${project} logs --tail 20\``,
  });
}

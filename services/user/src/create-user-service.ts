import { fileURLToPath } from 'node:url';
import {
  createLogger,
  createService,
  database,
  jwtVerifier,
  pingPostgres,
  poolMetrics,
  postgresPool,
  type Repeated,
  repeat,
  runMigrations,
  type Service,
} from '@shop/kit';
import { Registry } from 'prom-client';
import { authRoutes } from './auth-routes.ts';
import type { UserConfig } from './config.ts';
import { KeyEncryption } from './keys/key-encryption.ts';
import { KeyRing } from './keys/key-ring.ts';
import { prune } from './prune.ts';

const migrations = fileURLToPath(new URL('./migrations', import.meta.url));
const dayMs = 86_400_000;
const keysEveryMs = 60_000;
const pruneEveryMs = 3_600_000;

/** @param nowMs the clock of tokens and keys; tests move it */
export function createUserService(config: UserConfig, nowMs: () => number = Date.now): Service {
  const logger = createLogger(config);
  const registry = new Registry();
  const pool = postgresPool(config, logger);
  poolMetrics(registry, pool);
  const encryption = new KeyEncryption(config.JWT_KEY_SECRET);
  const ring = new KeyRing({ pool, encryption, keyLifeMs: config.JWT_KEY_DAYS * dayMs, nowMs });
  const issuer = { ring, issuer: config.JWT_ISSUER, audience: config.JWT_AUDIENCE, nowMs };
  const verify = jwtVerifier({ ...issuer, keys: ring.verificationKey });
  let jobs: Repeated[] = [];
  return createService({
    config,
    logger,
    registry,
    routes: authRoutes({ db: database(pool), pool, issuer, verify, logger }),
    readiness: { postgres: pingPostgres(pool) },
    startup: async () => {
      await runMigrations(pool, migrations, 'user', { logger });
      await ring.refresh();
      const onError = (err: unknown) => logger.warn({ err }, 'background.failed');
      jobs = [
        repeat({ everyMs: keysEveryMs, run: () => ring.refresh(), onError }),
        repeat({ everyMs: pruneEveryMs, run: () => prune(pool), onError }),
      ];
    },
    onShutdown: async () => {
      await Promise.all(jobs.map((job) => job.stop()));
      await pool.end();
    },
  });
}

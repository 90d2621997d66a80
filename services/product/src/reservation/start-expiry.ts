import { type Logger, type Repeated, repeat } from '@shop/kit';
import type { Pool } from 'pg';
import type { CatalogCache } from '../cache/catalog-cache.ts';
import { expire } from './expire.ts';

const everyMs = 5_000;

export const startExpiry = (pool: Pool, cache: CatalogCache, logger: Logger): Repeated =>
  repeat({
    everyMs,
    run: async () => {
      const { expired, changes } = await expire(pool);
      await cache.stockChanged(changes);
      if (expired > 0) logger.info({ expired }, 'reservations.expired');
    },
    onError: (err) => logger.warn({ err }, 'reservations.expiry-failed'),
  });

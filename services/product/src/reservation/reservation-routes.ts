import { validate } from '@shop/kit';
import { Hono } from 'hono';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { CatalogCache } from '../cache/catalog-cache.ts';
import { confirm } from './confirm.ts';
import { release } from './release.ts';
import { reservationRequest } from './reservation.ts';
import { reserve } from './reserve.ts';

const idParam = z.object({ id: z.uuid() });

/** For the order service; the gateway routes nothing below `/internal`. */
export const reservationRoutes = (pool: Pool, cache: CatalogCache) =>
  new Hono()
    .post('/internal/reservations', validate('json', reservationRequest), async (c) => {
      const { reservation, changes } = await reserve(pool, c.req.valid('json'));
      await cache.stockChanged(changes);
      return c.json(reservation, changes.length > 0 ? 201 : 200);
    })
    .post('/internal/reservations/:id/confirm', validate('param', idParam), async (c) =>
      c.json(await confirm(pool, c.req.valid('param').id)),
    )
    .post('/internal/reservations/:id/release', validate('param', idParam), async (c) => {
      await cache.stockChanged(await release(pool, c.req.valid('param').id));
      return c.body(null, 204);
    });

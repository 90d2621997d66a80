import { Hono } from 'hono';
import * as z from 'zod';
import type { ApiOptions } from '../api-options.ts';
import { allow, allowRecent } from '../auth/allow.ts';
import type { ApiEnv } from '../auth/caller.ts';
import { killSwitchNow } from '../fleet/kill-switch.ts';
import { reasonSchema } from '../reason.ts';
import { send } from '../send.ts';
import { validate } from '../validate.ts';

/** Strict, so that a body that names somebody is refused: who it was is what the token says. */
const body = z.strictObject({
  on: z.boolean(),
  reason: reasonSchema,
});

export const killSwitchRoutes = (options: ApiOptions) =>
  new Hono<ApiEnv>()
    .get('/', async (c) => {
      allow(c, 'read');
      return send(c, await killSwitchNow(options.reader));
    })
    .post('/', validate('json', body), async (c) => {
      const { now = Date.now, admin, log } = options;
      const { name } = allowRecent(c, 'operate', now());
      const { on, reason } = c.req.valid('json');
      const killSwitch = await admin.setKillSwitch(on, name, reason);
      log.warn('kill-switch.set', { on, by: name, reason });
      return send(c, killSwitch);
    });

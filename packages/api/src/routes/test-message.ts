import { Hono } from 'hono';
import * as z from 'zod';
import type { ApiOptions } from '../api-options.ts';
import { allowRecent } from '../auth/allow.ts';
import type { ApiEnv } from '../auth/caller.ts';
import { ApiProblem } from '../problem.ts';
import { reasonSchema } from '../reason.ts';
import type { TestMessageAnswer } from '../responses.ts';
import { send } from '../send.ts';
import { validate } from '../validate.ts';

/** Strict, as every body that changes something: who it was is what the token says. */
const body = z.strictObject({ reason: reasonSchema });

/** A message to every channel, so that a wrong one is found before the first incident. */
export const testMessageRoutes = ({ admin, log, now = Date.now }: ApiOptions) =>
  new Hono<ApiEnv>().post('/', validate('json', body), async (c) => {
    const { name } = allowRecent(c, 'operate', now());
    const { reason } = c.req.valid('json');
    const test = await admin.sendTest(name, reason);
    if (!test.sent) throw tooSoon(Math.ceil(test.againInMs / 1_000));
    log.info('test-message.sent', { id: test.id, by: name, reason });
    return send(c, { id: test.id } satisfies TestMessageAnswer);
  });

const tooSoon = (seconds: number): ApiProblem =>
  new ApiProblem('TOO_SOON', 'a test message was sent less than a minute ago', {
    remedy: `look whether it came; the next one may be sent in ${seconds} s`,
    headers: { 'retry-after': String(seconds) },
  });

import * as z from 'zod';
import { targetProblem } from './checked-target.ts';
import { SECRET_PREFIX } from './sign-webhook.ts';

const KEY_BYTES_MIN = 24;

const url = z.string('is missing or no text').check((context) => {
  const problem = targetProblem(context.value);
  if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value });
});
const hasKey = (secret: string): boolean =>
  secret.startsWith(SECRET_PREFIX) &&
  /^[A-Za-z0-9+/]+={0,2}$/.test(secret.slice(SECRET_PREFIX.length)) &&
  Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64').length >= KEY_BYTES_MIN;

const slack = z.strictObject({ kind: z.literal('slack'), url });
const pagerDuty = z.strictObject({
  kind: z.literal('pagerduty'),
  routingKey: z.string('is missing or no text').regex(/^[0-9a-zA-Z]{32}$/, 'has to be 32 letters and digits'),
  region: z.enum(['us', 'eu'], 'has to be us or eu').default('us'),
});
const webhook = z.strictObject({
  kind: z.literal('webhook'),
  url,
  secret: z.string('is missing or no text').refine(hasKey, 'has to be whsec_ and at least 24 bytes as base64'),
});
const channel = z.discriminatedUnion('kind', [slack, pagerDuty, webhook], 'has to be slack, pagerduty or webhook');
export type Channel = z.infer<typeof channel>;

/** Channels by their names. No message of it repeats a value: all of them are secrets. */
export const channelsSchema = z.record(z.string(), channel, 'has to be a JSON object of channels by their names');

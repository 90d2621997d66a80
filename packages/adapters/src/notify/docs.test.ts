import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { channelNotifiers } from './channels.ts';
import type { PostRequest } from './safe-post.ts';
import { aMessage } from './testing/a-message.ts';

const page = readFileSync(new URL('../../../../docs/notify.md', import.meta.url), 'utf8');
const block = (language: string) => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

type IsFromAres = (headers: object, body: string, secret: string, nowSeconds?: number) => boolean;
const example = async (): Promise<{ isFromAres: IsFromAres }> =>
  import(`data:text/javascript,${encodeURIComponent(block('js'))}`);

test('the secret of docs/notify.md is one, and its receiver accepts what the webhook sends', async () => {
  const posted: PostRequest[] = [];
  const notifiers = channelNotifiers(block('json'), { post: async (request) => void posted.push(request) });
  expect(notifiers.map(({ name }) => name)).toEqual(['ops', 'on-call', 'tickets']);
  await notifiers.at(-1)?.send(aMessage());
  const { headers = {}, body = '' } = posted[0] ?? {};
  const { secret } = JSON.parse(block('json')).tickets;
  const { isFromAres } = await example();
  expect(isFromAres(headers, body, secret)).toBe(true);
  expect(isFromAres(headers, `${body} `, secret)).toBe(false);
  expect(isFromAres(headers, body, 'whsec_AAAA')).toBe(false);
  expect(isFromAres(headers, body, secret, Date.now() / 1_000 + 301)).toBe(false);
  expect(isFromAres({}, body, secret)).toBe(false);
});

test('docs/notify.md tells every field of the webhook', async () => {
  const posted: PostRequest[] = [];
  const notifiers = channelNotifiers(block('json'), { post: async (request) => void posted.push(request) });
  await notifiers.at(-1)?.send(aMessage());
  for (const field of Object.keys(JSON.parse(posted[0]?.body ?? ''))) expect(page).toContain(`\`${field}\``);
});

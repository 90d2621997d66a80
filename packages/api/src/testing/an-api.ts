import { aFakePorts, START_MS } from '@ares/simulator';
import type { ApiOptions } from '../api-options.ts';
import type { Caller } from '../auth/caller.ts';
import { createApi } from '../create-api.ts';
import { aFleet } from './a-fleet.ts';

const justNow = { signedInAtMs: START_MS - 60_000 };
export const operator: Caller = { name: 'ada', scopes: ['read', 'operate'], ...justNow };
export const viewer: Caller = { name: 'vera', scopes: ['read'], ...justNow };
/** Known, and in no group. */
export const stranger: Caller = { name: 'sam', scopes: [], ...justNow };

/** The API at `START_MS` as one caller sees it; `undefined` is nobody. */
export function anApi(caller: Caller | undefined, over: Partial<ApiOptions> = {}) {
  const { log, lines } = aFakePorts();
  const options = { ...aFleet(), authorize: () => caller, version: '1.2.3', log, now: () => START_MS, ...over };
  const app = createApi(options);
  const ask = async (path: string, init?: RequestInit) => {
    const response = await app.request(path, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  const post = (path: string, body: unknown) =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { app, ask, post, lines };
}

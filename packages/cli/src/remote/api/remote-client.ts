import { setTimeout as sleep } from 'node:timers/promises';
import { VERSION_HEADER } from '@ares/api/client';
import type { z } from 'zod';
import { CliError } from '../../cli-error.ts';
import { words } from '../remote-url.ts';
import { isCompatible } from './is-compatible.ts';
import { readBody } from './read-body.ts';
import { noAnswer, notAres, refusal } from './remote-error.ts';

export interface RemoteOptions {
  readonly url: URL;
  /** Of this ARES. */
  readonly version: string;
  /** What is sent as a bearer token; none for what needs none. */
  readonly token?: () => Promise<string | undefined>;
  /** Before each further try of a read. @default [500, 1000] */
  readonly waitsMs?: readonly number[];
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface RemoteClient {
  readonly url: URL;
  /** Reads; `path` below `/api/v1`. @throws CliError for all but 200 and the statuses that are `expected` */
  get(path: string, query?: Readonly<Record<string, string>>, expected?: readonly number[]): Promise<Answer>;
  /** Changes something: sent once. @throws CliError for all but 200, which says where nobody knows whether it is done */
  post(path: string, body: unknown): Promise<Answer>;
  /** How far the clock over there is ahead of this one, in ms; 0 while both agree. */
  skewMs(): number;
}

const TIMEOUT_MS = 20_000;
const WAITS_MS = [500, 1_000];
/** Of a moment: throttled, or starting. */
const worthAnotherTry = [429, 502, 503, 504];
/** The header has whole seconds. */
const SKEW_MIN_MS = 2_000;

/** The API of an ARES elsewhere. */
export function remoteClient({ url, version, token, waitsMs = WAITS_MS }: RemoteOptions): RemoteClient {
  let skewMs = 0;
  const exchange = async (path: string, init: RequestInit = {}) => {
    const response = await send(url, path, init, await token?.());
    const aheadMs = Date.parse(response.headers.get('date') ?? '') - Date.now();
    skewMs = Math.abs(aheadMs) >= SKEW_MIN_MS ? aheadMs : 0;
    const text = await readBody(response).catch((cause: unknown) =>
      Promise.reject(noAnswer(url, cause, isChange(init))),
    );
    return { status: response.status, theirs: response.headers.get(VERSION_HEADER), body: parsed(text) };
  };
  return {
    url,
    skewMs: () => skewMs,
    async get(path, query = {}, expected = []) {
      const search = new URLSearchParams(query);
      const asked = search.size === 0 ? path : `${path}?${search}`;
      let answer = await exchange(asked);
      for (const waitMs of waitsMs) {
        if (!worthAnotherTry.includes(answer.status)) break;
        await sleep(waitMs);
        answer = await exchange(asked);
      }
      const { status, theirs, body } = answer;
      if (status !== 200 && !(expected.includes(status) && theirs !== null)) throw refusal(url, status, body, false);
      assertSpoken(url, theirs, version);
      return { status, body };
    },
    async post(path, data) {
      const headers = { 'content-type': 'application/json' };
      const { status, body } = await exchange(path, { method: 'POST', headers, body: JSON.stringify(data) });
      // No look at the version: it is done by now, and a pause must not fail for that.
      if (status !== 200) throw refusal(url, status, body, true);
      return { status, body };
    },
  };
}

const isChange = ({ method }: RequestInit): boolean => method === 'POST';

/** A token goes to the address that was given and to no other: redirects are not followed. */
async function send(url: URL, path: string, init: RequestInit, token: string | undefined): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { accept: 'application/json', ...authorization, ...init.headers };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await fetch(new URL(path, new URL('api/v1/', url)), { ...init, headers, signal, redirect: 'manual' });
  } catch (cause) {
    const reason = signal.aborted ? new Error(`nothing within ${TIMEOUT_MS / 1_000} s`) : cause;
    throw noAnswer(url, reason, isChange(init));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function assertSpoken(url: URL, theirs: string | null, ours: string): void {
  if (theirs === null) throw notAres(url, 'it does not say its version');
  if (isCompatible(theirs, ours)) return;
  throw new CliError(`${words(url)} is ARES ${theirs}, this one is ${ours}: they do not understand each other`, {
    remedy: `use ARES ${theirs} here, or deploy ${ours} there`,
  });
}

/** An answer as it came, if it is what it has to be. @throws CliError where it is something else */
export function shaped<T>({ url }: RemoteClient, { body }: Answer, shape: z.ZodType<T>): T {
  const checked = shape.safeParse(body);
  if (checked.success) return body as T;
  const [issue] = checked.error.issues;
  throw notAres(url, `its answer is not as expected (${issue?.path.join('.') || 'the whole'}: ${issue?.message})`);
}

import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { CliError } from '../../cli-error.ts';
import { tinyServer } from '../testing/tiny-server.ts';
import { auditAnswer } from './answers.ts';
import { httpAdmin } from './http-admin.ts';
import { httpReader } from './http-reader.ts';
import { remoteClient, shaped } from './remote-client.ts';

const version = { 'ares-version': '0.1.0' };

interface Given {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A client of a server that gives these answers one after the other, the last one for good. */
async function against(...given: readonly Given[]) {
  const seen: IncomingMessage[] = [];
  const url = await tinyServer((request, response) => {
    const { status = 200, headers = version, body = '{}' } = given[seen.length] ?? given.at(-1) ?? {};
    seen.push(request);
    response.writeHead(status, headers).end(body);
  });
  const client = remoteClient({ url, version: '0.1.3', token: async () => 'secret', waitsMs: [1, 1] });
  return { client, seen };
}

const problem = (code: string, message: string, remedy?: string) =>
  JSON.stringify({ error: { code, message, remedy } });
const gateway = '{"message":"Unauthorized"}';

/** Cause, next command and exit code. */
async function told(answer: Given) {
  const { client } = await against(answer);
  const read = async () => shaped(client, await client.get('audit'), auditAnswer);
  const error: CliError = await read().then(
    () => Promise.reject(new Error('no failure')),
    (thrown) => thrown,
  );
  return [
    error.message.replace(client.url.href.slice(0, -1), 'URL'),
    error.remedy.replace(client.url.href.slice(0, -1), 'URL'),
    error.exitCode,
  ];
}

const entries = JSON.stringify({ entries: [{ atMs: 1, by: 'ada', what: 'kill switch on', reason: 'drill' }] });

test('it asks below /api/v1 with the token, and hands on what it gets', async () => {
  const { client, seen } = await against({ body: entries });
  expect(await httpReader(client).audit(7)).toEqual(JSON.parse(entries).entries);
  expect(seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['/api/v1/audit?limit=7', 'Bearer secret'],
  ]);
});

describe('what goes wrong is told in a sentence with what to do', () => {
  test.each([
    {
      name: 'no sign-in, by the gateway',
      answer: { status: 401, headers: {}, body: gateway },
      want: ['URL: it answered with status 401', 'sign in with `npx ares login --remote URL`', 1],
    },
    {
      name: 'a sign-in that is too old',
      answer: { status: 401, body: problem('REAUTHENTICATION_REQUIRED', 'sign in of the last 15 minutes') },
      want: ['URL: sign in of the last 15 minutes', 'sign in with `npx ares login --remote URL`', 1],
    },
    {
      name: 'no right',
      answer: { status: 403, body: problem('FORBIDDEN', 'vera has no right to operate here', 'ask for the group') },
      want: ['URL: vera has no right to operate here', 'ask for the group', 1],
    },
    {
      name: 'a bad question',
      answer: { status: 400, body: problem('BAD_REQUEST', 'limit: too large') },
      want: ['URL: limit: too large', 'check what you gave', 2],
    },
    {
      name: 'a store that is away',
      answer: { status: 503, body: problem('STORE_UNAVAILABLE', 'the knowledge store does not answer', 'try again') },
      want: ['URL: the knowledge store does not answer', 'try again', 1],
    },
    {
      name: 'a gateway whose function fails',
      answer: { status: 500, headers: {}, body: '{"message":"Internal Server Error"}' },
      want: ['URL: it answered with status 500', 'try again in a moment', 1],
    },
    {
      name: 'another version',
      answer: { headers: { 'ares-version': '0.2.0' } },
      want: [
        'URL is ARES 0.2.0, this one is 0.1.3: they do not understand each other',
        'use ARES 0.2.0 here, or deploy 0.1.3 there',
        1,
      ],
    },
    {
      name: 'a page of somebody else',
      answer: { headers: {}, body: '<html>' },
      want: [
        'URL is no ARES that this one understands: it does not say its version',
        'give the address that `npx ares deploy` printed',
        1,
      ],
    },
    {
      name: 'a page that is not there',
      answer: { status: 404, headers: {}, body: '<html>' },
      want: [
        'URL is no ARES that this one understands: it answered with status 404',
        'give the address that `npx ares deploy` printed',
        1,
      ],
    },
    {
      name: 'a redirect, which a token does not follow',
      answer: { status: 302, headers: { location: 'https://evil.test/' } },
      want: [
        'URL is no ARES that this one understands: it answered with status 302',
        'give the address that `npx ares deploy` printed',
        1,
      ],
    },
  ])('$name', async ({ answer, want }) => expect(await told(answer)).toEqual(want));

  test.each([
    { name: 'no JSON', body: '{"entries":[', words: 'the whole' },
    { name: 'another shape', body: '{"entries":[{"atMs":"now"}]}', words: 'entries.0.atMs' },
  ])('$name', async ({ body, words }) => {
    const [message] = await told({ body });
    expect(message).toContain(words);
  });

  test('nobody there', async () => {
    const url = new URL('http://127.0.0.1:1/');
    await expect(remoteClient({ url, version: '0.1.0' }).get('audit')).rejects.toMatchObject({
      message: expect.stringMatching(/^http:\/\/127\.0\.0\.1:1 does not answer: (bad port|.*ECONNREFUSED)/),
      remedy: expect.stringContaining('check the address'),
    });
  });
});

describe('what is busy for a moment', () => {
  const busy = { status: 429, headers: {}, body: '{"message":"Too Many Requests"}' };

  test('is asked again to read', async () => {
    const { client, seen } = await against(busy, { ...busy, status: 503 }, { body: entries });
    expect(await httpReader(client).audit(1)).toHaveLength(1);
    expect(seen).toHaveLength(3);
  });

  test('is told after three times', async () => {
    const { client, seen } = await against(busy);
    await expect(client.get('audit')).rejects.toMatchObject({ remedy: expect.stringContaining('too many') });
    expect(seen).toHaveLength(3);
  });

  test('is never told twice to change something', async () => {
    const { client, seen } = await against({ ...busy, status: 503 });
    await expect(httpAdmin(client).setKillSwitch(true, 'ada', 'drill')).rejects.toMatchObject({ exitCode: 1 });
    expect(seen).toHaveLength(1);
  });
});

describe('a change of which nobody knows whether it took effect says so, and where to look', () => {
  const lookFirst = (url: URL) => ({
    remedy: expect.stringMatching(/may have taken effect.*`npx ares audit --remote .*` before you do it again/),
    message: expect.stringContaining(url.host),
  });

  test.each([
    { name: 'by ARES', answer: { status: 503, body: problem('STORE_UNAVAILABLE', 'no answer', 'try again') } },
    { name: 'by the gateway', answer: { status: 504, headers: {}, body: '{"message":"timed out"}' } },
  ])('$name', async ({ answer }) => {
    const { client } = await against(answer);
    await expect(httpAdmin(client).setKillSwitch(false, 'ada', 'over')).rejects.toMatchObject(lookFirst(client.url));
    await expect(httpAdmin(client).sendTest('ada', 'drill')).rejects.toMatchObject(lookFirst(client.url));
  });

  test('by a connection that broke', async () => {
    const url = await tinyServer((request) => request.socket.destroy());
    const admin = httpAdmin(remoteClient({ url, version: '0.1.0' }));
    await expect(admin.setKillSwitch(true, 'ada', 'drill')).rejects.toMatchObject(lookFirst(url));
  });

  test.each([403, 413])('and what was refused by %i was not done', async (status) => {
    const { client } = await against({ status, body: problem('REFUSED', 'no', 'give less') });
    const failure = httpAdmin(client).setKillSwitch(true, 'ada', 'drill');
    await expect(failure).rejects.toMatchObject({ remedy: 'give less' });
  });
});

test('a pause does not fail for the version, and carries no name', async () => {
  const body = JSON.stringify({ on: true, by: 'token', reason: 'drill', sinceMs: 1 });
  const { client } = await against({ headers: { 'ares-version': '9.0.0' }, body });
  expect(await httpAdmin(client).setKillSwitch(true, 'ada', 'drill')).toMatchObject({ by: 'token' });
});

test('an incident that is none, or several', async () => {
  const several = JSON.stringify({ error: { code: 'AMBIGUOUS', message: 'several', ids: ['ab1', 'ab2'] } });
  const { client, seen } = await against(
    { status: 409, body: several },
    { status: 404, body: problem('NOT_FOUND', 'x') },
  );
  const reader = httpReader(client);
  expect(await reader.incident('a/b')).toEqual({ ambiguous: ['ab1', 'ab2'] });
  expect(await reader.incident('..')).toBeUndefined();
  expect(await reader.incident('')).toBeUndefined();
  expect(seen.map(({ url }) => url)).toEqual(['/api/v1/incidents/a%2Fb', '/api/v1/']);
});

const reasons = [
  { feature: 'exitCode', value: 137, words: 'exited with code 137', atMs: 1 },
  {
    feature: 'cpuLimitRatio',
    value: 0.9,
    expected: '10 % to 30 %',
    words: 'busy',
    atMs: 1,
    weight: 0.7,
    context: true,
  },
];
const storyWith = (evidence: unknown) => {
  const ids = { id: 'a', hostId: 'h', serviceId: 'h/p/s', service: 's', containerName: '', state: 'open' };
  const incident = { ...ids, symptom: 'crash', riskScore: 1, evidence, beganAtMs: 1, detectedAtMs: 1 };
  return JSON.stringify({ incident, actions: [], timeline: [] });
};

test('reasons come as they are, with weight and context or, from before there were such, without', async () => {
  const { client } = await against({ body: storyWith(reasons) });
  expect(await httpReader(client).incident('a')).toMatchObject({ incident: { evidence: reasons } });
});

test('a weight that is no number is no answer to show', async () => {
  const { client } = await against({ body: storyWith([{ ...reasons[1], weight: 'half' }]) });
  await expect(httpReader(client).incident('a')).rejects.toThrow();
});

test('a clock over there that differs is gone by; that of a second is the same', async () => {
  const ahead = (ms: number) => ({ headers: { ...version, date: new Date(Date.now() + ms).toUTCString() } });
  const { client } = await against(ahead(90_000), ahead(0));
  await client.get('audit');
  expect(client.skewMs()).toBeGreaterThan(60_000);
  await client.get('audit');
  expect(client.skewMs()).toBe(0);
});

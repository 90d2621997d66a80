import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fakeIssuer } from '../testing/fake-issuer.ts';
import { signIn } from './sign-in.ts';

const url = new URL('https://ares.example.com/');

/** A port that somebody has, until the test ends. */
async function taken(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
}

/** A port that was free a moment ago. */
async function free(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/callback`;
}

const at = (issuer: string) => ({ issuer, clientId: 'ares-cli', domain: issuer });
/** A browser with a person who has signed in already. */
const browse = (page: URL): void => void fetch(page);

test('a code with PKCE comes back to a free port of this machine, and is redeemed for tokens', async () => {
  const { issuer, pages, grants } = await fakeIssuer();
  const callbacks = [await taken(), await free()];
  const token = await signIn({ url, at: at(issuer), callbacks, show: browse });
  expect(token).toMatchObject({ url: url.href, issuer, accessToken: 'access-1', refreshToken: 'refresh-1' });
  expect(token.tokenEndpoint).toBe(`${issuer}/token`);
  expect(token.expiresAtMs).toBeGreaterThan(Date.now() + 3_000_000);
  expect(Object.fromEntries(pages[0] ?? [])).toMatchObject({
    client_id: 'ares-cli',
    response_type: 'code',
    code_challenge_method: 'S256',
    prompt: 'login',
    redirect_uri: callbacks[1],
  });
  expect(grants[0]?.has('client_secret')).toBe(false);
});

test('what comes back without the state is left unheard', async () => {
  const { issuer } = await fakeIssuer();
  const callbacks = [await free()];
  const statuses: number[] = [];
  const show = async (page: URL): Promise<void> => {
    const forged = new URL(page.searchParams.get('redirect_uri') ?? '');
    forged.search = 'code=forged&state=guessed';
    statuses.push((await fetch(forged)).status, (await fetch(new URL('/favicon.ico', forged))).status);
    browse(page);
  };
  const token = await signIn({ url, at: at(issuer), callbacks, show: (page) => void show(page) });
  expect([token.accessToken, statuses]).toEqual(['access-1', [404, 404]]);
});

test.each([
  { name: 'the person says no', script: { refuses: true } },
  { name: 'the issuer says no', script: { tokenError: 'invalid_grant' } },
])('$name', async ({ script }) => {
  const { issuer } = await fakeIssuer(script);
  const failing = signIn({ url, at: at(issuer), callbacks: [await free()], show: browse });
  await expect(failing).rejects.toMatchObject({ message: expect.stringMatching(/^the sign-in failed: /) });
});

test('nobody comes, no port is free, or no issuer answers: each says so', async () => {
  const { issuer } = await fakeIssuer();
  const options = { url, at: at(issuer), callbacks: [await free()], show: () => {} };
  await expect(signIn({ ...options, timeoutMs: 1 })).rejects.toThrow('nobody signed in');
  await expect(signIn({ ...options, callbacks: [await taken()] })).rejects.toThrow('no port is free');
  await expect(signIn({ ...options, at: at(await free()) })).rejects.toThrow('does not answer');
});

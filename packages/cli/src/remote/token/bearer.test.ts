import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeIssuer } from '../testing/fake-issuer.ts';
import { bearer } from './bearer.ts';
import { readToken, removeToken, type StoredToken, tokenPath, writeToken } from './token-file.ts';

const url = new URL('https://ares.example.com/');
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ares-token-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const token = (issuer: string, over: Partial<StoredToken> = {}): StoredToken => ({
  url: url.href,
  issuer,
  clientId: 'ares-cli',
  tokenEndpoint: `${issuer}/token`,
  accessToken: 'access-1',
  refreshToken: 'refresh-1',
  expiresAtMs: Date.now() + 3_600_000,
  ...over,
});
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('a sign-in is for its owner alone, for one ARES, and can be forgotten', async () => {
  const kept = token('https://idp.test');
  await writeToken(home, kept);
  expect([mode(tokenPath(home, url)), mode(join(home, 'tokens'))]).toEqual(['600', '700']);
  expect(readdirSync(join(home, 'tokens'))).toHaveLength(1);
  expect(await readToken(home, url)).toEqual(kept);
  expect(await readToken(home, new URL('https://other.example.com/'))).toBeUndefined();
  await removeToken(home, url);
  expect(await bearer(home, url, {})()).toBeUndefined();
});

test('one that others can read, or that is none, is refused', async () => {
  await writeToken(home, token('https://idp.test'));
  chmodSync(tokenPath(home, url), 0o644);
  await expect(readToken(home, url)).rejects.toMatchObject({ remedy: expect.stringContaining('chmod 600') });
  chmodSync(tokenPath(home, url), 0o600);
  writeFileSync(tokenPath(home, url), '{');
  await expect(readToken(home, url)).rejects.toMatchObject({ remedy: expect.stringContaining('delete it') });
});

test('ARES_TOKEN comes first', async () => {
  await writeToken(home, token('https://idp.test'));
  expect(await bearer(home, url, { ARES_TOKEN: 'given' })()).toBe('given');
  expect(await bearer(home, url, { ARES_TOKEN: '' })()).toBe('access-1');
});

test('one that ends within a minute is renewed once, also for the next command', async () => {
  const { issuer, grants } = await fakeIssuer();
  await writeToken(home, token(issuer, { expiresAtMs: Date.now() + 30_000 }));
  const give = bearer(home, url, {});
  expect([await give(), await give()]).toEqual(['access-2', 'access-2']);
  expect(await bearer(home, url, {})()).toBe('access-2');
  expect(await readToken(home, url)).toMatchObject({ refreshToken: 'refresh-1' });
  expect(grants.map((grant) => grant.get('grant_type'))).toEqual(['refresh_token']);
});

test('one that cannot be renewed says why', async () => {
  const old = { expiresAtMs: 0 };
  const { issuer } = await fakeIssuer();
  await writeToken(home, token(issuer, { ...old, refreshToken: 'revoked' }));
  const again = {
    message: 'your sign-in has ended',
    remedy: expect.stringContaining('npx ares login --remote https://'),
  };
  await expect(bearer(home, url, {})()).rejects.toMatchObject(again);
  const { refreshToken: _, ...without } = token(issuer, old);
  await writeToken(home, without);
  await expect(bearer(home, url, {})()).rejects.toMatchObject(again);
  await writeToken(home, token('http://127.0.0.1:1', old));
  await expect(bearer(home, url, {})()).rejects.toThrow('does not answer');
});

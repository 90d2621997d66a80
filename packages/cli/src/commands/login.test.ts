import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { repositoryRoot } from '../local/paths.ts';
import { fakeIssuer } from '../remote/testing/fake-issuer.ts';
import { tinyServer } from '../remote/testing/tiny-server.ts';
import { readToken } from '../remote/token/token-file.ts';
import { version } from '../version.ts';
import { newHome, removeHome, runAres } from './testing/run-ares.ts';

/** An ARES that only tells where to sign in, and notes the tokens that it is shown. */
async function anAres(issuer: string) {
  const tokens: (string | undefined)[] = [];
  const url = await tinyServer((request, response) => {
    const isConfig = request.url === '/api/v1/config';
    if (!isConfig) tokens.push(request.headers.authorization);
    const body = isConfig ? { issuer, clientId: 'ares-cli', domain: issuer } : { entries: [] };
    response.writeHead(200, { 'ares-version': version() }).end(JSON.stringify(body));
  });
  return { url, tokens };
}

/** Runs `ares login` and goes where it says, as a browser would. */
async function logIn(home: string, url: URL): Promise<readonly string[]> {
  const args = [join(repositoryRoot, 'packages/cli/bin/ares.mjs'), '--remote', url.href, 'login', '--no-browser'];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ARES_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    lines.push(line);
    const [, page] = /^Sign in at (http\S+)$/.exec(line) ?? [];
    if (page) await fetch(page);
  }
  return lines;
}

test('a sign-in by browser is kept for the commands that follow, until it is forgotten', async () => {
  const home = newHome();
  onTestFinished(() => removeHome(home));
  const { issuer } = await fakeIssuer();
  const { url, tokens } = await anAres(issuer);
  const lines = await logIn(home, url);
  expect(lines.at(-1)).toMatch(/^Signed in at http:\/\/127\.0\.0\.1:\d+\. /);
  expect(await readToken(home, url)).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
  await runAres(home, ['audit', '--remote', url.href]);
  await runAres(home, ['logout', '--remote', url.href]);
  await runAres(home, ['audit', '--remote', url.href]);
  expect(tokens).toEqual(['Bearer access-1', undefined]);
});

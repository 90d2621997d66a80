import { createHash } from 'node:crypto';
import { tinyServer } from './tiny-server.ts';

interface IssuerScript {
  /** What the person does at the sign-in page. @default signs in */
  readonly refuses?: boolean;
  /** What the token endpoint says instead of giving a token. */
  readonly tokenError?: string;
}

const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const S256 = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** An OpenID issuer of one client, `ares-cli`, as far as a public client with PKCE asks it. */
export async function fakeIssuer({ refuses = false, tokenError }: IssuerScript = {}) {
  const pages: URLSearchParams[] = [];
  const grants: URLSearchParams[] = [];
  const url: URL = await tinyServer(async (request, response) => {
    const asked = new URL(request.url ?? '/', url);
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (asked.pathname === '/.well-known/openid-configuration') return json(200, metadata());
    if (asked.pathname === '/authorize') {
      pages.push(asked.searchParams);
      return response.writeHead(302, { location: backTo(asked.searchParams) }).end();
    }
    const grant = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    grants.push(grant);
    const error = tokenError ?? (isRight(grant) ? undefined : 'invalid_grant');
    return error ? json(400, { error }) : json(200, tokens(grant));
  });
  const issuer = url.href.slice(0, -1);
  return { issuer, pages, grants };

  function metadata() {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      code_challenge_methods_supported: ['S256'],
    };
  }
  function backTo(page: URLSearchParams): string {
    const back = new URL(page.get('redirect_uri') ?? '');
    back.searchParams.set('state', page.get('state') ?? '');
    if (refuses) back.searchParams.set('error', 'access_denied');
    else back.searchParams.set('code', 'code-1');
    return back.href;
  }
  /** A code belongs to the page that it was asked for on; a refresh token to whoever has it. */
  function isRight(grant: URLSearchParams): boolean {
    if (grant.get('grant_type') === 'refresh_token') return grant.get('refresh_token') === 'refresh-1';
    const page = pages.at(-1);
    return (
      grant.get('code') === 'code-1' &&
      grant.get('redirect_uri') === page?.get('redirect_uri') &&
      S256(grant.get('code_verifier') ?? '') === page?.get('code_challenge')
    );
  }
  function tokens(grant: URLSearchParams) {
    const nowSeconds = Math.floor(Date.now() / 1_000);
    const claims = { iss: issuer, sub: 'ada', aud: 'ares-cli', iat: nowSeconds, exp: nowSeconds + 60 };
    const nonce = pages.at(-1)?.get('nonce');
    const idToken = `${encode({ alg: 'RS256' })}.${encode({ ...claims, nonce })}.${encode('signature')}`;
    const renewed = grant.get('grant_type') === 'refresh_token';
    return {
      token_type: 'Bearer',
      expires_in: 3_600,
      ...(renewed
        ? { access_token: 'access-2' }
        : { access_token: 'access-1', refresh_token: 'refresh-1', id_token: idToken }),
    };
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { SignIn } from '@ares/api/client';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { CliError } from '../../cli-error.ts';
import { discover, saying } from '../token/issuer.ts';
import { lasting } from '../token/renewed.ts';
import type { StoredToken } from '../token/token-file.ts';
import { listen } from './loopback.ts';

export interface SignInOptions {
  /** The ARES to sign in at, and where it lets people do that. */
  readonly url: URL;
  readonly at: SignIn;
  readonly callbacks: readonly string[];
  /** Shows the sign-in page to the person. */
  readonly show: (page: URL) => void;
  /** How long the person may take. @default 300_000 */
  readonly timeoutMs?: number;
}

/** Authorization code with PKCE by way of a browser; the password never comes near this process. */
export async function signIn({ url, at, callbacks, show, timeoutMs = 300_000 }: SignInOptions): Promise<StoredToken> {
  const config = await discover(at.issuer, at.clientId);
  const secrets = { verifier: randomPKCECodeVerifier(), state: randomState(), nonce: randomNonce() };
  const loopback = await listen(callbacks, secrets.state);
  try {
    show(await pageOf(config, loopback.redirectUri, secrets));
    const arrived = await inTime(loopback.arrived, timeoutMs);
    const answer = await redeem(config, arrived, secrets);
    const { issuer, token_endpoint: tokenEndpoint = '' } = config.serverMetadata();
    return { url: url.href, issuer, clientId: at.clientId, tokenEndpoint, ...lasting(answer) };
  } finally {
    loopback.close();
  }
}

interface Secrets {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** `prompt=login`: a change asks for a sign-in of now, which a browser's session is not. */
const pageOf = async (config: Configuration, redirectUri: string, { verifier, state, nonce }: Secrets): Promise<URL> =>
  buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid',
    prompt: 'login',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });

async function redeem(config: Configuration, arrived: URL, { verifier, state, nonce }: Secrets) {
  try {
    return await authorizationCodeGrant(config, arrived, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
    });
  } catch (cause) {
    const reason = arrived.searchParams.get('error_description') ?? saying(cause);
    throw new CliError(`the sign-in failed: ${reason}`, { remedy: 'run it again', cause });
  }
}

async function inTime(arrived: Promise<URL>, timeoutMs: number): Promise<URL> {
  const done = new AbortController();
  const late = sleep(timeoutMs, undefined, { signal: done.signal }).then(() => {
    throw new CliError(`nobody signed in within ${Math.round(timeoutMs / 60_000)} minutes`, { remedy: 'run it again' });
  });
  late.catch(() => {});
  try {
    return await Promise.race([arrived, late]);
  } finally {
    done.abort();
  }
}

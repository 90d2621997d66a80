import { ResponseBodyError, refreshTokenGrant, type TokenEndpointResponse } from 'openid-client';
import { CliError } from '../../cli-error.ts';
import { words } from '../remote-url.ts';
import { known, saying } from './issuer.ts';
import { type StoredToken, writeToken } from './token-file.ts';

/** What an issuer means that does not say for how long. */
const SECONDS = 3_600;

/** A new access token for an old one, also in its file. @throws CliError when one has to sign in again */
export async function renewed(home: string, old: StoredToken): Promise<StoredToken> {
  if (old.refreshToken === undefined) throw ended(old);
  const answer = await refreshTokenGrant(known(old), old.refreshToken).catch((cause: unknown) => {
    throw cause instanceof ResponseBodyError ? ended(old, cause) : unreachable(old, cause);
  });
  const token = { ...old, ...lasting(answer) };
  await writeToken(home, token);
  return token;
}

/** What of an issuer's answer is kept. An issuer may go on with the refresh token that it has given. */
export const lasting = (answer: TokenEndpointResponse) => ({
  accessToken: answer.access_token,
  ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
  expiresAtMs: Date.now() + (answer.expires_in ?? SECONDS) * 1_000,
});

const ended = ({ url }: StoredToken, cause?: unknown): CliError =>
  new CliError('your sign-in has ended', {
    remedy: `sign in again with \`npx ares login --remote ${words(new URL(url))}\``,
    cause,
  });

const unreachable = ({ tokenEndpoint }: StoredToken, cause: unknown): CliError =>
  new CliError(`your sign-in cannot be renewed: ${tokenEndpoint} does not answer: ${saying(cause)}`, {
    remedy: 'check your network and try again',
    cause,
  });

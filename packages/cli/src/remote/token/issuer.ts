import { allowInsecureRequests, Configuration, discovery, None } from 'openid-client';
import { CliError } from '../../cli-error.ts';
import { isLoopback } from '../remote-url.ts';
import type { StoredToken } from './token-file.ts';

/** An issuer on this machine may do without TLS; for all others the library insists on it. */
const leave = (address: string): readonly ((config: Configuration) => void)[] =>
  isLoopback(new URL(address)) ? [allowInsecureRequests] : [];

/** All endpoints of an issuer. @throws CliError when it does not answer as one */
export async function discover(issuer: string, clientId: string): Promise<Configuration> {
  try {
    return await discovery(new URL(issuer), clientId, undefined, None(), { execute: [...leave(issuer)] });
  } catch (cause) {
    throw new CliError(`the sign-in at ${issuer} does not answer: ${saying(cause)}`, {
      remedy: 'check your network; the address is what the ARES names in /api/v1/config',
      cause,
    });
  }
}

/** What a refresh needs, without another look at the issuer. */
export function known({ issuer, clientId, tokenEndpoint }: StoredToken): Configuration {
  const config = new Configuration({ issuer, token_endpoint: tokenEndpoint }, clientId, undefined, None());
  for (const allow of leave(tokenEndpoint)) allow(config);
  return config;
}

/** The reason that lies deepest. */
export function saying(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? saying(error.cause) : error.message;
}

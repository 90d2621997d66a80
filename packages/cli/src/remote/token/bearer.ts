import { readToken, type StoredToken } from './token-file.ts';

/** Renewed before it ends on the way. */
const SPARE_MS = 60_000;

/**
 * Gives the token for every request: `ARES_TOKEN`, or the one of `ares login`, renewed in time.
 * @returns a function that resolves with undefined where nobody has signed in
 */
export function bearer(home: string, url: URL, env: NodeJS.ProcessEnv): () => Promise<string | undefined> {
  const given = env.ARES_TOKEN;
  if (given) return async () => given;
  let last: StoredToken | undefined;
  return async () => {
    last ??= await readToken(home, url);
    if (last && last.expiresAtMs - Date.now() < SPARE_MS) last = await renew(home, last);
    return last?.accessToken;
  };
}

/** Its library is loaded when it is needed, so that no other command waits for that. */
async function renew(home: string, old: StoredToken): Promise<StoredToken> {
  const { renewed } = await import('./renewed.ts');
  return renewed(home, old);
}

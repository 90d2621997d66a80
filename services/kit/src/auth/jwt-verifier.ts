import { type JWTVerifyGetKey, jwtVerify } from 'jose';
import { JOSEError } from 'jose/errors';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';

const claimsSchema = z.object({
  sub: z.uuid(),
  email: z.string().optional(),
  exp: z.number(),
  sid: z.string().optional(),
});

/** Who the bearer of an access token is. `sub` is the user's id, `sid` the session's, `exp` in seconds. */
export type Claims = Readonly<z.output<typeof claimsSchema>>;

export type JwtVerifier = (token: string) => Promise<Claims>;

export interface JwtVerifierOptions {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  readonly nowMs?: () => number;
}

const cacheSizeMax = 1_000;
/** A withdrawn key is honoured this much longer at most. */
const cacheAgeMsMax = 30_000;

/** Checks EdDSA access tokens; an accepted one is remembered briefly, because a signature check costs far more. */
export function jwtVerifier({ keys, issuer, audience, nowMs = Date.now }: JwtVerifierOptions): JwtVerifier {
  const accepted = new Map<string, { readonly claims: Claims; readonly untilMs: number }>();
  return async (token) => {
    const known = accepted.get(token);
    if (known && known.untilMs > nowMs()) return known.claims;
    const claims = await verify(token, { keys, issuer, audience, nowMs });
    if (accepted.size >= cacheSizeMax) accepted.delete(accepted.keys().next().value as string);
    accepted.set(token, { claims, untilMs: Math.min(claims.exp * 1000, nowMs() + cacheAgeMsMax) });
    return claims;
  };
}

async function verify(token: string, o: Required<JwtVerifierOptions>): Promise<Claims> {
  try {
    const currentDate = new Date(o.nowMs());
    const { payload } = await jwtVerify(token, o.keys, {
      issuer: o.issuer,
      audience: o.audience,
      algorithms: ['EdDSA'],
      currentDate,
    });
    return claimsSchema.parse(payload);
  } catch (cause) {
    if (cause instanceof JOSEError || cause instanceof z.ZodError)
      throw unauthorized('The access token is not valid.', cause);
    throw cause;
  }
}

export const unauthorized = (detail: string, cause?: unknown): ProblemError =>
  new ProblemError(401, 'unauthorized', detail, { headers: { 'www-authenticate': 'Bearer' }, cause });

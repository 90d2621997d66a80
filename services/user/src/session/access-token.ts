import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { KeyRing } from '../keys/key-ring.ts';
import { accessTokenMs } from '../keys/key-schedule.ts';

export interface TokenIssuer {
  readonly ring: KeyRing;
  readonly issuer: string;
  readonly audience: string;
  readonly nowMs: () => number;
}

/** @returns a signed access token for one session of a user */
export function accessToken({ ring, issuer, audience, nowMs }: TokenIssuer, userId: string, sessionId: string) {
  const { kid, key } = ring.signingKey();
  const nowSeconds = Math.floor(nowMs() / 1000);
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' })
    .setSubject(userId)
    .setIssuer(issuer)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + accessTokenMs / 1000)
    .sign(key);
}

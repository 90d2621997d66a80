import * as z from 'zod';
import type { Authorize, Caller, Scope } from './caller.ts';

/** The gateway hands over an array as `[one two]`. */
const groupList = z
  .union([z.array(z.string()), z.string().transform((text) => text.replace(/^\[|\]$/g, '').split(/\s+/))])
  .default([]);

const claimsSchema = z.object({
  sub: z.string().min(1),
  username: z.string().min(1).optional(),
  'cognito:username': z.string().min(1).optional(),
  'cognito:groups': groupList,
  /** Seconds since 1970; a refreshed token keeps the time of the sign-in. */
  auth_time: z.coerce.number().positive().optional(),
});

/** What `hono/aws-lambda` passes on of an HTTP API event whose token the gateway's JWT authorizer has verified. */
const gatewaySchema = z.object({
  event: z.object({
    requestContext: z.object({ authorizer: z.object({ jwt: z.object({ claims: claimsSchema }) }) }),
  }),
});

/**
 * Trusts the claims that API Gateway verified. Without a gateway in front everybody is unknown.
 * @param groups of the user pool, by what they allow
 */
export function gatewayAuthorizer(groups: Readonly<Record<Scope, string>>): Authorize {
  return (c) => {
    const gateway = gatewaySchema.safeParse(c.env);
    return gateway.success ? callerOf(gateway.data.event.requestContext.authorizer.jwt.claims, groups) : undefined;
  };
}

function callerOf(claims: z.output<typeof claimsSchema>, groups: Readonly<Record<Scope, string>>): Caller {
  const { auth_time: seconds } = claims;
  return {
    name: claims.username ?? claims['cognito:username'] ?? claims.sub,
    scopes: scopesOf(claims['cognito:groups'], groups),
    ...(seconds === undefined ? {} : { signedInAtMs: seconds * 1_000 }),
  };
}

/** Who may act may look. */
function scopesOf(memberOf: readonly string[], { read, operate }: Readonly<Record<Scope, string>>): readonly Scope[] {
  if (memberOf.includes(operate)) return ['read', 'operate'];
  return memberOf.includes(read) ? ['read'] : [];
}

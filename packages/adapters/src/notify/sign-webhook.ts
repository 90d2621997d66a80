import { createHmac } from 'node:crypto';

export interface SignedBody {
  readonly id: string;
  readonly timestampSeconds: number;
  readonly body: string;
}

/** Marks a secret of the Standard Webhooks; what follows is base64. */
export const SECRET_PREFIX = 'whsec_';

/**
 * The headers of the Standard Webhooks specification, which libraries of most languages verify.
 * @param secret `whsec_` and the key as base64
 */
export function signWebhook({ id, timestampSeconds, body }: SignedBody, secret: string): Record<string, string> {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestampSeconds}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': `v1,${signature}`,
  };
}

import { SsmError } from '../ssm/ssm-error.ts';
import { REGION } from './emulated-account.ts';

/** Names that signatures give the services. */
const scopes = {
  AmazonSSM: 'ssm',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  AWSCognitoIdentityProviderService: 'cognito-idp',
} as const;
const PATIENCE_MS = 60_000;
type Target = `${keyof typeof scopes}.${string}`;

/** Calls a service of the emulator by AWS's JSON protocol. The signature names the service and is checked by nobody. */
export async function emulatorJson(url: string, target: Target, body: unknown): Promise<Record<string, unknown>> {
  const scope = scopes[target.split('.')[0] as keyof typeof scopes];
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/${scope}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (response.ok) return answer;
  throw new SsmError(String(answer.__type ?? 'InternalServerError'), String(answer.message ?? answer.Message ?? ''));
}

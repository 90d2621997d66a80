import { REGION } from '../emulator/emulated-account.ts';

/** Longer than any function may run */
const PATIENCE_MS = 6 * 60_000;

/** Has the emulator run a deployed function, and waits for its end. */
export async function invoke(awsUrl: string, functionName: string, event: unknown): Promise<void> {
  const response = await fetch(`${awsUrl}/2015-03-31/functions/${functionName}/invocations`, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/lambda/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(event),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answer = await response.text();
  if (!response.ok || response.headers.has('x-amz-function-error')) {
    throw new Error(`${functionName} failed: ${response.status} ${answer}`);
  }
}

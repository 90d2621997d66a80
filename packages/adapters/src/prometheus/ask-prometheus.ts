import { AresError } from '@ares/core';
import * as z from 'zod';
import { type BoundedRequest, type BoundedResponse, boundedRequest } from '../http/bounded-request.ts';
import { parseJson } from '../http/parse-json.ts';

type Answer<S> =
  | {
      readonly status: 'success';
      readonly data: { readonly result: readonly S[] };
      readonly warnings: readonly string[];
    }
  | { readonly status: 'error'; readonly error: string };

export interface Question extends Omit<BoundedRequest, 'method' | 'body'> {
  readonly hostId: string;
  readonly form: Readonly<Record<string, string>>;
}

/** @throws AresError METRICS_UNAVAILABLE when there is no whole answer in time */
export async function askPrometheus<S>(schema: z.ZodType<Answer<S>>, question: Question): Promise<readonly S[]> {
  const { hostId, form, ...request } = question;
  try {
    const body = new URLSearchParams(form).toString();
    return seriesOf(schema, await boundedRequest({ ...request, method: 'POST', body }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `Prometheus of ${hostId} at ${request.server}: ${reason}`;
    throw new AresError('METRICS_UNAVAILABLE', message, { retryable: true, cause });
  }
}

/** An answer with a part missing is no answer: what is missing would look healthy. */
function seriesOf<S>(schema: z.ZodType<Answer<S>>, { status, text }: BoundedResponse): readonly S[] {
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success)
    throw new Error(`HTTP ${status} with an answer that is malformed: ${z.prettifyError(parsed.error)}`);
  const answer = parsed.data;
  if (answer.status === 'error') throw new Error(answer.error);
  if (answer.warnings.length > 0) throw new Error(`the answer is incomplete: ${answer.warnings.join('; ')}`);
  return answer.data.result;
}

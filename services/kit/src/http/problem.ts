import { STATUS_CODES } from 'node:http';
import { currentRequest } from '../log/request-context.ts';

export interface FieldError {
  /** Path of the field, such as `items[0].quantity`. */
  readonly field: string;
  readonly message: string;
}

export interface ProblemOptions {
  readonly errors?: readonly FieldError[];
  /** Further members of the problem document; they cannot replace the standard ones. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** An answer that is an error by RFC 9457. `code` is stable for programs; `detail` is shown to people as it is. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly code: string;
  readonly options: ProblemOptions;

  constructor(status: number, code: string, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.status = status;
    this.code = code;
    this.options = options;
  }
}

export const problemContentType = 'application/problem+json';

/** The JSON document of a problem, with the id of the request that met it. */
export function problemBody(problem: ProblemError): string {
  const requestId = currentRequest()?.requestId;
  return JSON.stringify({
    ...problem.options.extra,
    type: `urn:shop:problem:${problem.code}`,
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    ...(problem.options.errors && { errors: problem.options.errors }),
    ...(requestId && { requestId }),
  });
}

import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Every way in which the API says no. */
export const problemStatus = {
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  REAUTHENTICATION_REQUIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  AMBIGUOUS: 409,
  TOO_LARGE: 413,
  TOO_SOON: 429,
  INTERNAL: 500,
  STORE_UNAVAILABLE: 503,
} as const satisfies Record<string, ContentfulStatusCode>;

export type ProblemCode = keyof typeof problemStatus;

/** What is answered with every status from 400 on. */
export interface ProblemAnswer {
  readonly error: {
    readonly code: ProblemCode;
    readonly message: string;
    /** What to do about it. */
    readonly remedy?: string;
    /** With AMBIGUOUS: the incidents that begin so. */
    readonly ids?: readonly string[];
  };
}

interface ProblemDetails {
  readonly remedy?: string;
  readonly ids?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Thrown by whatever handles a request; its message is for clients, its cause for the log. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, message: string, details: ProblemDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.details = details;
  }

  get status(): ContentfulStatusCode {
    return problemStatus[this.code];
  }

  answer(): ProblemAnswer {
    const { remedy, ids } = this.details;
    const { code, message } = this;
    return { error: { code, message, ...(remedy ? { remedy } : {}), ...(ids ? { ids } : {}) } };
  }
}

/** The embedded server cannot run here: why, and what a person does about it. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
  readonly remedy: string;

  constructor(message: string, options: { readonly remedy: string; readonly cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.remedy = options.remedy;
  }
}

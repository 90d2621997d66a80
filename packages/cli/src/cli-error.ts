/** Documented in `docs/cli.md`. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, notFound: 3, sick: 4, unknown: 5 } as const;

/** A failure that a person can do something about: its cause and the next command. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly remedy: string;
  readonly exitCode: number;

  constructor(message: string, options: { remedy: string; exitCode?: number; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.remedy = options.remedy;
    this.exitCode = options.exitCode ?? exitCodes.failed;
  }
}

/** An error as SSM answers it. */
export class SsmError extends Error {
  override readonly name = 'SsmError';
  /** Such as `InvalidParameters` */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

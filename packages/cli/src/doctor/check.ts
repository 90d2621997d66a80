import { CliError } from '../cli-error.ts';

export type CheckState = 'ok' | 'not yet' | 'failed';

export interface Check {
  readonly name: string;
  readonly state: CheckState;
  readonly found: string;
  readonly remedy?: string;
}

/** What is being checked says what it found, or throws with what is wrong. */
export interface Probe {
  readonly name: string;
  /** The next command, unless the error knows a better one. */
  readonly remedy: string;
  readonly find: () => Promise<string>;
}

/** What comes by itself in a moment, or with the command that is named: no failure, and not well yet. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}

export async function runCheck({ name, remedy, find }: Probe): Promise<Check> {
  try {
    return { name, state: 'ok', found: await find() };
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    if (error instanceof NotYet)
      return { name, state: 'not yet', found, ...(error.remedy ? { remedy: error.remedy } : {}) };
    return { name, state: 'failed', found, remedy: error instanceof CliError ? error.remedy : remedy };
  }
}

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

/** What comes by itself in a moment: no failure, and not well yet. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}

export async function runCheck({ name, remedy, find }: Probe): Promise<Check> {
  try {
    return { name, state: 'ok', found: await find() };
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    if (error instanceof NotYet) return { name, state: 'not yet', found };
    return { name, state: 'failed', found, remedy: error instanceof CliError ? error.remedy : remedy };
  }
}

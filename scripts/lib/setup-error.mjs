/** Something that the person at the keyboard can put right: says what is missing and what to do. */
export class SetupError extends Error {
  /**
   * @param {string} problem what is missing or wrong
   * @param {string} remedy what to do about it, as a command where there is one
   */
  constructor(problem, remedy) {
    super(problem);
    this.name = 'SetupError';
    this.remedy = remedy;
  }
}

/** @param {unknown} error @returns {string} lines for a person, without a stack trace */
export function describe(error) {
  if (error instanceof SetupError) return `error: ${error.message}\n  what to do: ${error.remedy}`;
  return `error: ${error instanceof Error ? error.message : String(error)}`;
}

/**
 * Runs a script's main function and turns its failure into a message and exit code 1.
 * @param {() => Promise<number | void>} main gives the exit code; nothing means 0
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) || 0;
  } catch (error) {
    console.error(describe(error));
    process.exitCode = 1;
  }
}

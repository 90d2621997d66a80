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

/** What the operating system refuses, by its code. */
const remedies = new Map([
  ['ENOSPC', 'free some space (`df -h` shows which disk; `docker system df` what Docker holds), and run this again'],
  ['EDQUOT', 'free some space of your quota, and run this again'],
  ['EROFS', 'mount that disk writable, or use a checkout on another one'],
  ['EACCES', 'run this as the owner of that path, or give yourself the right to write there'],
  ['EPERM', 'run this as the owner of that path, or give yourself the right to write there'],
  ['ENOTDIR', 'a file is where a folder should be: move it away, as its owner, and run this again'],
]);

/** @param {unknown} error @returns {string} lines for a person, without a stack trace */
export function describe(error) {
  if (error instanceof SetupError) return `error: ${error.message}\n  what to do: ${error.remedy}`;
  const remedy = error instanceof Error && 'code' in error ? remedies.get(String(error.code)) : undefined;
  const line = `error: ${error instanceof Error ? error.message : String(error)}`;
  return remedy ? `${line}\n  what to do: ${remedy}` : line;
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

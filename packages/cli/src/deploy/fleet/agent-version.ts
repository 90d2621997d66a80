/** The first agent that hands parameters over as environment variables, which keeps them out of the script. */
export const SSM_AGENT_MIN = '3.3.2746.0';

/** Whether a version of numbers and dots is at or above another. */
export function isAtLeast(version: string, min: string): boolean {
  const [have, want] = [version, min].map((text) => text.split('.').map(Number));
  for (const [i, wanted] of (want ?? []).entries()) {
    const number = have?.[i] ?? 0;
    if (number !== wanted) return number > wanted;
  }
  return true;
}

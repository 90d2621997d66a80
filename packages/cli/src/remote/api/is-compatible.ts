/** What semantic versions promise: the same major, before 1.0 the same minor. */
export function isCompatible(theirs: string, ours: string): boolean {
  const [major, minor] = theirs.split('.');
  const [ourMajor, ourMinor] = ours.split('.');
  return major === ourMajor && (major !== '0' || minor === ourMinor);
}

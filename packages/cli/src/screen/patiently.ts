/**
 * Looks again and again. The first look may fail; a later failure is told once as long as it lasts, and there is
 * nothing to show for it.
 * @param tell what failed, in words
 */
export function patiently<Look>(look: () => Promise<Look>, tell: (words: string) => void) {
  let seen = false;
  let failure = '';
  return async (): Promise<Look | undefined> => {
    try {
      const looked = await look();
      seen = true;
      failure = '';
      return looked;
    } catch (error) {
      if (!seen) throw error;
      const words = error instanceof Error ? error.message : String(error);
      if (words !== failure) tell(words);
      failure = words;
      return undefined;
    }
  };
}

const termsMax = 8;

/**
 * Turns what a person typed into a `to_tsquery` text in which every word must occur, the words being prefixes so that
 * results come while typing. Only letters and digits pass, so no text can be a syntax error or an operator.
 * @returns undefined if no word is in it
 */
export function searchTerms(text: string): string | undefined {
  const words = text
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.slice(0, termsMax);
  return words?.map((word) => `${word}:*`).join(' & ');
}

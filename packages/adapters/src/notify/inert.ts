/** Control characters, invisible and direction-changing ones, halves of characters, and space of every kind. */
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Text of logs and labels on one line: nothing in it can start a line, hide, or reorder what people read.
 * @param charsMax longer texts end in an ellipsis
 */
export function inert(text: string, charsMax: number): string {
  const chars = [...text.replace(DANGEROUS, ' ').trim()];
  return chars.length <= charsMax ? chars.join('') : `${chars.slice(0, charsMax - 1).join('')}…`;
}

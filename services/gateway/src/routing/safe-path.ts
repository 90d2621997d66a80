const unsafe = /%2e|%2f|%5c|%00|\\|\/\/|\/\.{1,2}(?:\/|$)|[^\x21-\x7e]/i;

/**
 * Whether every hop reads this path alike. Dot segments, double slashes and their encoded forms would let
 * `/api/products/../internal/x` pass the table here and mean `/internal/x` at the upstream.
 */
export const isSafePath = (path: string): boolean => path.startsWith('/') && !unsafe.test(path);

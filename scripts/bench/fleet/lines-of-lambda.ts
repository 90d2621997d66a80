const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

/** What Lambda adds to the log of a function at each invocation. */
export const linesOfLambda = (memoryMb: number): string =>
  [
    `START RequestId: ${REQUEST_ID} Version: $LATEST`,
    `END RequestId: ${REQUEST_ID}`,
    `REPORT RequestId: ${REQUEST_ID}\tDuration: 123.45 ms\tBilled Duration: 124 ms\tMemory Size: ${memoryMb} MB\tMax Memory Used: 123 MB\t`,
    '',
  ].join('\n');

import type { Told } from './adaptations.ts';

interface Applied {
  readonly adaptation: Told;
  /** For how many resources or calls it was needed */
  readonly resources: number;
}

/** What is done otherwise than on AWS, as a text: a line on what is done, and the reason below it, for each. */
export function tellAdaptations(done: string, applied: readonly Applied[]): string {
  const names = applied.map(({ adaptation, resources }) => `${adaptation.type} ×${resources}`);
  const width = Math.max(0, ...names.map(({ length }) => length));
  const lines = applied.flatMap(({ adaptation: { words, reason } }, i) => [
    `  ${(names[i] ?? '').padEnd(width)}  ${words}`,
    `  ${' '.repeat(width)}    ${reason}`,
  ]);
  return [`${done} here otherwise than on AWS:`, ...lines].join('\n');
}

import type { Applied } from './synthesize.ts';

/** What is deployed otherwise than on AWS, as a text: a line on what is done, and the reason below it, for each. */
export function tellAdaptations(applied: readonly Applied[]): string {
  const names = applied.map(({ adaptation, resources }) => `${adaptation.type} ×${resources}`);
  const width = Math.max(0, ...names.map(({ length }) => length));
  const lines = applied.flatMap(({ adaptation: { words, reason } }, i) => [
    `  ${(names[i] ?? '').padEnd(width)}  ${words}`,
    `  ${' '.repeat(width)}    ${reason}`,
  ]);
  return ['Deployed here otherwise than on AWS:', ...lines].join('\n');
}

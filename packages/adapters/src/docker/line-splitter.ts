const LINE_CHARACTERS_MAX = 1_000_000;

/** Cuts a stream of text into lines; throws when one has no end. */
export function lineSplitter(onLine: (line: string) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_CHARACTERS_MAX) throw new Error(`a line is longer than ${LINE_CHARACTERS_MAX} characters`);
    for (const line of lines) if (line.trim() !== '') onLine(line);
  };
}

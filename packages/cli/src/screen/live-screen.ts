/** Draws over the last picture on a terminal; on anything else prints a picture only when it differs. */
export function liveScreen(stream: NodeJS.WriteStream) {
  let last = '';
  return {
    draw(text: string): void {
      if (stream.isTTY) stream.write(`\u001b[H\u001b[J${last === '' ? '\u001b[2J\u001b[H' : ''}${text}\n`);
      else if (text !== last) stream.write(`${text}\n`);
      last = text;
    },
    end(): void {
      if (stream.isTTY && last !== '') stream.write('\n');
    },
  };
}

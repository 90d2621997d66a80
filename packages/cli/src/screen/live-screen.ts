type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'write'> & { readonly rows?: number };

/**
 * Draws over the last picture on a terminal, line by line so that nothing flickers, cut where it is higher than the
 * terminal; on anything else prints a picture only when it differs.
 */
export function liveScreen(stream: Terminal) {
  let last = '';
  return {
    draw(text: string): void {
      if (!stream.isTTY) {
        if (text !== last) stream.write(`${text}\n`);
      } else {
        const lines = text.split('\n').slice(0, (stream.rows ?? Number.POSITIVE_INFINITY) - 1);
        const clear = last === '' ? '\u001b[2J' : '';
        stream.write(`${clear}\u001b[H${lines.map((line) => `${line}\u001b[K\n`).join('')}\u001b[J`);
      }
      last = text;
    },
    end(): void {
      if (stream.isTTY && last !== '') stream.write('\n');
    },
  };
}

import type { Readable, Writable } from 'node:stream';

/**
 * `pipe` for the two bodies of a proxied call, cheaper: where the length is known the last chunk ends the
 * target in the same write.
 * @param onChunk may refuse a chunk by `false`; then the copy stops and the caller has dealt with both ends
 */
export function pump(
  from: Readable,
  to: Writable,
  expectedBytes: number,
  onChunk: (bytesSoFar: number) => boolean = () => true,
): void {
  let bytes = 0;
  from.on('data', (chunk: Buffer) => {
    if (to.writableEnded || to.destroyed) return;
    bytes += chunk.length;
    if (!onChunk(bytes)) return;
    if (bytes === expectedBytes) to.end(chunk);
    else if (!to.write(chunk)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  });
  from.on('end', () => {
    if (!to.writableEnded) to.end();
  });
}

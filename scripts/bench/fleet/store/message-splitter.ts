/**
 * Takes one direction of a PostgreSQL connection apart.
 * @param hasStartup a client's first message has no type and is not told
 * @param onMessage its type, one character, and what follows its length
 * @returns takes the bytes as they come, in whatever pieces
 */
export function messageSplitter(
  hasStartup: boolean,
  onMessage: (type: string, body: Buffer) => void,
): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  let typeBytes = hasStartup ? 0 : 1;
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= typeBytes + 4) {
      const end = typeBytes + pending.readInt32BE(typeBytes);
      if (pending.length < end) return;
      if (typeBytes === 1) onMessage(pending.toString('latin1', 0, 1), pending.subarray(5, end));
      typeBytes = 1;
      pending = pending.subarray(end);
    }
  };
}

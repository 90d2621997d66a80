import type { IncomingMessage } from 'node:http';

/** The whole request body, or why there is none. */
export async function readBody(
  req: IncomingMessage,
  limitBytes: number,
): Promise<Buffer | 'too-large' | 'caller-left'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // Leaving the loop early must keep the connection, which still has to carry the refusal.
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > limitBytes) return 'too-large';
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, bytes);
  } catch {
    return 'caller-left';
  }
}

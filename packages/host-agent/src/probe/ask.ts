import { connect } from 'node:net';
import { ERROR, type Judgement, type Protocol } from './protocol.ts';

const ANSWER_BYTES_MAX = 64 * 1024;

export interface Target {
  readonly host: string;
  readonly port: number;
}

/**
 * Asks a server once, over a connection of its own. A raw socket, because an HTTP client costs several times as much
 * CPU and one probe a second for each container is most of what the agent does. Never rejects.
 */
export function ask({ host, port }: Target, { question, judge }: Protocol, timeoutMs: number): Promise<Judgement> {
  const { promise, resolve } = Promise.withResolvers<Judgement>();
  const socket = connect({ host, port, noDelay: true });
  let answer = Buffer.alloc(0);
  let judged = false;

  const settle = (judgement: Judgement): void => {
    judged = true;
    resolve(judgement);
  };
  const deadline = setTimeout(() => {
    settle({ outcome: 'timeout' });
    socket.destroy();
  }, timeoutMs);

  socket.on('connect', () => {
    if (question) return socket.write(question);
    settle(judge(answer) ?? ERROR);
    return socket.end();
  });
  // What follows the judged part is read and thrown away, so that the server can finish its answer in peace.
  socket.on('data', (chunk: Buffer) => {
    answer = judged ? answer : Buffer.concat([answer, chunk]);
    const judgement = judged ? undefined : judge(answer);
    if (judgement) {
      settle(judgement);
      socket.end();
    }
    if (socket.bytesRead > ANSWER_BYTES_MAX) socket.destroy();
  });
  socket.on('error', (error: NodeJS.ErrnoException) =>
    settle(error.code === 'ECONNREFUSED' ? { outcome: 'refused' } : ERROR),
  );
  socket.on('close', () => {
    clearTimeout(deadline);
    settle(ERROR);
  });
  return promise;
}

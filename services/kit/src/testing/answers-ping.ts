import { connect } from 'node:net';

/** Resolves if something on 127.0.0.1 answers a Redis PING on this port. */
export function answersPing(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (error?: Error) => {
      socket.destroy();
      if (error) reject(error);
      else resolve();
    };
    socket.setTimeout(1_000, () => end(new Error('no answer')));
    socket.once('error', end);
    socket.once('close', () => end(new Error('closed')));
    socket.once('data', (data) => end(data.toString().startsWith('+PONG') ? undefined : new Error(data.toString())));
  });
}

import type { AresLabels } from '@ares/core';
import { http } from './http-protocol.ts';
import { ERROR, OK, type Protocol } from './protocol.ts';

/** A frozen server is not noticed: its kernel accepts the connection. */
export const tcp: Protocol = { judge: () => OK, isWhole: () => false };

/** Length 8 and the code of an SSLRequest: any PostgreSQL answers it with one byte, before it asks who is there. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

export const postgres: Protocol = {
  question: SSL_REQUEST,
  judge(answer) {
    const [byte] = answer;
    if (byte === undefined) return undefined;
    return byte === 'S'.charCodeAt(0) || byte === 'N'.charCodeAt(0) ? OK : ERROR;
  },
  isWhole: () => false,
};

const GOOD_ANSWERS = ['+PONG', '-NOAUTH'];

/** One that wants a password first is alive all the same; one that still loads its data is not ready. */
export const redis: Protocol = {
  question: Buffer.from('PING\r\n'),
  judge(answer) {
    const text = answer.toString('latin1', 0, 16);
    if (GOOD_ANSWERS.some((good) => text.startsWith(good))) return OK;
    return text.includes('\n') || text.length >= 16 ? ERROR : undefined;
  },
  isWhole: (answer) => answer.indexOf('\n') === answer.length - 1,
};

/** Undefined where there is nothing to ask. */
export function protocolOf({ kind, port = 0, path = '/' }: AresLabels['health']): Protocol | undefined {
  switch (kind) {
    case 'http':
      return http(port, path);
    case 'tcp':
      return tcp;
    case 'postgres':
      return postgres;
    case 'redis':
      return redis;
    case 'docker':
    case 'none':
      return undefined;
  }
}

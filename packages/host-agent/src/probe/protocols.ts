import type { AresLabels } from '@ares/core';
import { ERROR, OK, type Protocol } from './protocol.ts';

/** A frozen server is not noticed: its kernel accepts the connection. */
export const tcp: Protocol = { judge: () => OK };

const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})/;
const STATUS_LINE_BYTES = 'HTTP/1.1 200'.length;

/** A host name that servers with a list of allowed ones know from Docker's own health checks. */
const hostOf = (port: number): string => `localhost:${port}`;

export function http(port: number, path: string): Protocol {
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${hostOf(port)}`, 'User-Agent: ares-host-agent', 'Accept: */*'];
  return {
    question: Buffer.from(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`, 'latin1'),
    judge(answer) {
      if (answer.length < STATUS_LINE_BYTES) return undefined;
      const status = Number(STATUS_LINE.exec(answer.toString('latin1', 0, STATUS_LINE_BYTES))?.[1] ?? 0);
      if (status === 0) return ERROR;
      return { outcome: status < 400 ? 'ok' : 'bad-status', status };
    },
  };
}

/** Length 8 and the code of an SSLRequest: any PostgreSQL answers it with one byte, before it asks who is there. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

export const postgres: Protocol = {
  question: SSL_REQUEST,
  judge(answer) {
    const [byte] = answer;
    if (byte === undefined) return undefined;
    return byte === 'S'.charCodeAt(0) || byte === 'N'.charCodeAt(0) ? OK : ERROR;
  },
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

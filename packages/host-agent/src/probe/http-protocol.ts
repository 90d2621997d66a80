import { ERROR, type Protocol } from './protocol.ts';

const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})/;
const STATUS_LINE_BYTES = 'HTTP/1.1 200'.length;
const END_OF_HEAD = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';

/** As an orchestrator asks: anything below 400 is good. */
export function http(port: number, path: string): Protocol {
  // A host name that servers with a list of allowed ones know from Docker's own health checks.
  const lines = [`GET ${path} HTTP/1.1`, `Host: localhost:${port}`, 'User-Agent: ares-host-agent', 'Accept: */*'];
  return {
    question: Buffer.from(`${lines.join('\r\n')}${END_OF_HEAD}`, 'latin1'),
    judge(answer) {
      if (answer.length < STATUS_LINE_BYTES) return undefined;
      const status = Number(STATUS_LINE.exec(answer.toString('latin1', 0, STATUS_LINE_BYTES))?.[1] ?? 0);
      if (status === 0) return ERROR;
      return { outcome: status < 400 ? 'ok' : 'bad-status', status };
    },
    isWhole,
  };
}

/** In doubt it is not, and the next question gets a connection of its own. */
function isWhole(answer: Buffer): boolean {
  const text = answer.toString('latin1');
  const end = text.indexOf(END_OF_HEAD);
  const head = text.slice(0, end);
  if (end < 0 || !head.startsWith('HTTP/1.1 ') || /^connection: *close/im.test(head)) return false;
  const body = text.slice(end + END_OF_HEAD.length);
  const length = /^content-length: *(\d+) *$/im.exec(head)?.[1];
  if (length !== undefined) return body.length === Number(length);
  if (!/^transfer-encoding: *chunked *$/im.test(head)) return /^HTTP\/1\.1 204/.test(head);
  return body === LAST_CHUNK || body.endsWith(`\r\n${LAST_CHUNK}`);
}

import { connect, type Socket } from 'node:net';
import { ERROR, type Judgement, type Protocol } from './protocol.ts';

export interface Target {
  readonly host: string;
  readonly port: number;
}

const ANSWER_BYTES_MAX = 4_096;
/**
 * A new connection tells more: that the server still accepts any. But it costs four times as much, so a good one is
 * asked a few times over. After any answer that is not good, each question gets its own.
 */
const USES_MAX = 5;

/** The connection was closed before it was asked, which says nothing of the server. */
type Stale = 'stale';

interface Exchange {
  readonly settle: (judgement: Judgement | Stale) => void;
  readonly deadline: NodeJS.Timeout;
  answer: Buffer;
}

interface Connection {
  readonly socket: Socket;
  uses: number;
  exchange?: Exchange;
}

/** Read and judged before anything else is read, so that all sockets can share it. */
const shared = Buffer.alloc(ANSWER_BYTES_MAX);

/**
 * A way to ask one server again and again. Raw sockets without streams: one probe a second for each container is most
 * of what the agent does, and an HTTP client costs several times as much.
 */
export class Line {
  readonly #target: Target;
  readonly #protocol: Protocol;
  readonly #open = new Set<Connection>();
  #idle: Connection | undefined;

  constructor(target: Target, protocol: Protocol) {
    this.#target = target;
    this.#protocol = protocol;
  }

  /** Asks once. Never rejects. */
  async ask(timeoutMs: number): Promise<Judgement> {
    const used = this.#idle;
    this.#idle = undefined;
    const first = await this.#put(used ?? this.#dial(), timeoutMs);
    const judgement = first === 'stale' ? await this.#put(this.#dial(), timeoutMs) : first;
    return judgement === 'stale' ? ERROR : judgement;
  }

  close(): void {
    for (const { socket } of this.#open) socket.destroy();
  }

  #dial(): Connection {
    const callback = (count: number): boolean => {
      this.#onBytes(connection, shared.subarray(0, count));
      return true;
    };
    const socket = connect({ ...this.#target, onread: { buffer: shared, callback } });
    const connection: Connection = { socket, uses: 0 };
    this.#open.add(connection);
    if (!this.#protocol.question) socket.once('connect', () => this.#onBytes(connection, Buffer.alloc(0)));
    socket.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ECONNREFUSED') connection.exchange?.settle({ outcome: 'refused' });
    });
    socket.once('close', () => this.#onClose(connection));
    return connection;
  }

  #put(connection: Connection, timeoutMs: number): Promise<Judgement | Stale> {
    const { promise, resolve: settle } = Promise.withResolvers<Judgement | Stale>();
    const deadline = setTimeout(() => {
      settle({ outcome: 'timeout' });
      connection.socket.destroy();
    }, timeoutMs);
    connection.exchange = { settle, deadline, answer: Buffer.alloc(0) };
    connection.uses += 1;
    if (this.#protocol.question) connection.socket.write(this.#protocol.question);
    return promise;
  }

  #onBytes(connection: Connection, bytes: Buffer): void {
    const { exchange, socket, uses } = connection;
    if (exchange === undefined) return void socket.destroy();
    exchange.answer = Buffer.concat([exchange.answer, bytes]);
    const judgement = this.#protocol.judge(exchange.answer);
    if (judgement) exchange.settle(judgement);
    const again = judgement?.outcome === 'ok' && uses < USES_MAX;
    if (again && this.#protocol.isWhole(exchange.answer)) this.#rest(connection, exchange);
    else if ((judgement && !again) || exchange.answer.length >= ANSWER_BYTES_MAX) socket.destroy();
  }

  #rest(connection: Connection, { deadline }: Exchange): void {
    clearTimeout(deadline);
    delete connection.exchange;
    if (this.#idle) connection.socket.destroy();
    else this.#idle = connection;
  }

  #onClose(connection: Connection): void {
    this.#open.delete(connection);
    if (this.#idle === connection) this.#idle = undefined;
    clearTimeout(connection.exchange?.deadline);
    connection.exchange?.settle(isStale(connection) ? 'stale' : ERROR);
  }
}

const isStale = ({ uses, exchange }: Connection): boolean => uses > 1 && exchange?.answer.length === 0;

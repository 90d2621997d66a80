import { Agent, type AgentOptions } from 'node:http';
import { connect, type Socket, type TcpSocketConnectOpts } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * Keep-alive agent that gives up on a connection after `connectTimeoutMs`: an address without a container
 * behind it answers nothing for seconds, and waiting costs the time in which another replica could answer.
 */
export class ConnectAgent extends Agent {
  readonly #connectTimeoutMs: number;

  constructor(connectTimeoutMs: number, options: AgentOptions) {
    super({ keepAlive: true, scheduling: 'lifo', ...options });
    this.#connectTimeoutMs = connectTimeoutMs;
  }

  override createConnection(options: TcpSocketConnectOpts): Duplex {
    const socket: Socket = connect(options);
    const refuse = () => socket.destroy(Object.assign(new Error('connect timed out'), { code: 'ETIMEDOUT' }));
    const timer = setTimeout(refuse, this.#connectTimeoutMs);
    const disarm = () => clearTimeout(timer);
    return socket.once('connect', disarm).once('close', disarm);
  }
}

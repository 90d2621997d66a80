import { listen } from './http/listen.ts';
import { serveBridge } from './http/serve-bridge.ts';
import type { AgentLog } from './log.ts';
import type { HostAgentOptions } from './options.ts';
import { type AgentParts, startParts } from './start-parts.ts';

export interface HostAgent {
  /** At its first address. */
  readonly url: string;
  stop(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** Starts the agent in this process. It serves at once; the first look at Docker follows. */
export async function startHostAgent(options: HostAgentOptions, log: AgentLog = quiet): Promise<HostAgent> {
  const parts = await startParts(options, log);
  try {
    return await serve(parts, options, log);
  } catch (error) {
    await parts.stop();
    throw error;
  }
}

async function serve(parts: AgentParts, options: HostAgentOptions, log: AgentLog): Promise<HostAgent> {
  const named = options.addresses.length > 0;
  const server = await listen(parts.listener, named ? options.addresses : [LOOPBACK], options.port);
  const stopBridge = named ? () => {} : serveBridge(parts.engine, server, log);
  return {
    url: urlOf(options.addresses[0], server.port),
    async stop() {
      stopBridge();
      await server.close();
      await parts.stop();
    },
  };
}

const quiet: AgentLog = { info() {}, warn() {} };

const urlOf = (address = LOOPBACK, port: number): string =>
  `http://${address.includes(':') ? `[${address}]` : address}:${port}`;

import { createServer, type IncomingMessage, type RequestListener, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger, createService, JwksUnavailableError, type JwtVerifier, unauthorized } from '@shop/kit';
import type { GatewayEvents } from '../events.ts';
import { Gateway, type GatewayOptions } from '../gateway.ts';
import { RetryBudget } from '../proxy/retry-budget.ts';
import { shopRoutes } from '../routes.ts';
import { ConnectAgent } from '../upstream/connect-agent.ts';
import { ReplicaPool } from '../upstream/replica-pool.ts';
import type { Upstream } from '../upstream/upstream.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** A gateway on real sockets with one pool for every upstream, and all that has to be closed afterwards. */
export interface Stage {
  readonly port: number;
  readonly pool: ReplicaPool;
  readonly seen: { readonly retries: string[]; readonly problems: string[] };
  call(path: string, init?: CallInit): Promise<Answer>;
  close(): Promise<void>;
}

export interface CallInit {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export async function listen(listener: RequestListener, host = '127.0.0.1', port = 0): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return server;
}

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

export function call(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: CallInit = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, async (res) => {
      const chunks: Buffer[] = [];
      res.on('error', reject);
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () =>
        resolve({ status: res.statusCode ?? 0, headers: res.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    req.on('error', reject);
    req.end(body);
  });
}

/** Tokens of the tests: `user.NAME.x` is good, `later.x.x` cannot be checked, anything else is bad. */
const verify: JwtVerifier = async (token) => {
  if (token.startsWith('later.')) throw new JwksUnavailableError('no keys yet');
  if (!token.startsWith('user.')) throw unauthorized('bad token');
  return { sub: token, exp: Number.MAX_SAFE_INTEGER };
};

const generous = { tokensPerSecond: 1e6, burst: 1e6, maxCallers: 100 };

const config = {
  SERVICE_NAME: 'gateway',
  HOST: '127.0.0.1',
  PORT: 0,
  INTERNAL_PORT: 0,
  LOG_LEVEL: 'silent',
  ARES_FAULTS: 'off',
} as const;

const recorder = (seen: Stage['seen']): GatewayEvents => ({
  onRetry: (_upstream, reason) => seen.retries.push(reason),
  onProblem: ({ code }) => seen.problems.push(code),
});

export interface StageOptions extends Partial<GatewayOptions> {
  readonly addresses?: readonly string[];
  readonly upstreamPort: number;
}

export async function openStage({ addresses = ['127.0.0.1'], upstreamPort, ...over }: StageOptions): Promise<Stage> {
  const pool = new ReplicaPool();
  pool.update(addresses);
  const agent = new ConnectAgent(500, {});
  const upstream: Upstream = { name: 'any', host: 'any', port: upstreamPort, pool, agent, budget: new RetryBudget() };
  const seen = { retries: [], problems: [] };
  const gateway = new Gateway({
    routes: shopRoutes,
    upstreams: { user: upstream, product: upstream, cart: upstream, order: upstream },
    verify,
    limits: { perClient: generous, perUser: generous, trustedProxies: 0 },
    events: recorder(seen),
    nowMs: () => performance.now(),
    ...over,
  });
  const routes: RequestListener = (req, res) => gateway.handle(req, res);
  const service = createService({ config, logger: createLogger(config), routes });
  const { port } = await service.start();
  const shut = async () => {
    agent.destroy();
    await service.stop();
  };
  return { port, pool, seen, call: (path, init) => call(port, path, init), close: shut };
}

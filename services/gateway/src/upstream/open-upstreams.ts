import { resolve4 } from 'node:dns/promises';
import type { GatewayConfig } from '../config.ts';
import { RetryBudget } from '../proxy/retry-budget.ts';
import type { UpstreamName } from '../routing/route.ts';
import { ConnectAgent } from './connect-agent.ts';
import { ReplicaPool } from './replica-pool.ts';
import { startResolveLoop } from './resolve-loop.ts';
import type { Upstream } from './upstream.ts';

/** On one bridge a container answers a connection within a millisecond, or is not there. */
const connectTimeoutMs = 500;

export interface Upstreams {
  readonly byName: Readonly<Record<UpstreamName, Upstream>>;
  close(): void;
}

/** All services behind the gateway, each with a DNS loop that keeps its replicas up to date. */
export function openUpstreams(config: GatewayConfig): Upstreams {
  const agent = new ConnectAgent(connectTimeoutMs, { maxFreeSockets: 256 });
  const stops: (() => void)[] = [];
  const open = (name: string, address: string): Upstream => {
    const { hostname, port } = new URL(address);
    const pool = new ReplicaPool();
    const intervalMs = config.RESOLVE_INTERVAL_MS;
    const onAddresses = (addresses: readonly string[]) => pool.update(addresses);
    stops.push(startResolveLoop({ host: hostname, intervalMs, resolve: resolve4, onAddresses }));
    return { name, host: hostname, port: Number(port || 80), pool, agent, budget: new RetryBudget() };
  };
  return {
    byName: {
      user: open('user', config.USER_URL),
      product: open('product', config.PRODUCT_URL),
      cart: open('cart', config.CART_URL),
      order: open('order', config.ORDER_URL),
    },
    close: () => {
      for (const stop of stops) stop();
      agent.destroy();
    },
  };
}

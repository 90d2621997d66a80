import { Counter, Gauge, type Registry } from 'prom-client';
import type { GatewayEvents } from './events.ts';
import type { Upstream } from './upstream/upstream.ts';

/** Counts what only the gateway knows: refusals, failures of upstreams, retries, and the replicas it can use. */
export function gatewayMetrics(registry: Registry, upstreams: readonly Upstream[]): GatewayEvents {
  const registers = [registry];
  const answered = new Counter({
    name: 'gateway_problems_total',
    help: 'Requests that the gateway answered itself, by problem and by the upstream that failed.',
    labelNames: ['code', 'upstream'],
    registers,
  });
  const retries = new Counter({
    name: 'gateway_upstream_retries_total',
    help: 'Calls that were sent again, by upstream and reason.',
    labelNames: ['upstream', 'reason'],
    registers,
  });
  new Gauge({
    name: 'gateway_upstream_replicas',
    help: 'Replicas that DNS reports, by whether their breaker is closed.',
    labelNames: ['upstream', 'breaker'],
    registers,
    collect() {
      for (const { name, pool } of upstreams) {
        this.set({ upstream: name, breaker: 'closed' }, pool.closedCount);
        this.set({ upstream: name, breaker: 'open' }, pool.size - pool.closedCount);
      }
    },
  });
  return {
    onRetry: (upstream, reason) => retries.inc({ upstream, reason }),
    onProblem: ({ code }, upstream = 'none') => answered.inc({ code, upstream }),
  };
}

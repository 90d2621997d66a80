import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';

/** Connections of a pool in OpenTelemetry's names, read when scraped. */
export function poolMetrics(registry: Registry, pool: Pool, name = 'postgres'): void {
  new Gauge({
    name: 'db_client_connection_count',
    help: 'Connections of the pool by state.',
    labelNames: ['db_client_connection_pool_name', 'db_client_connection_state'],
    registers: [registry],
    collect() {
      this.set({ db_client_connection_pool_name: name, db_client_connection_state: 'idle' }, pool.idleCount);
      const used = pool.totalCount - pool.idleCount;
      this.set({ db_client_connection_pool_name: name, db_client_connection_state: 'used' }, used);
    },
  });
  new Gauge({
    name: 'db_client_connection_pending_requests',
    help: 'Requests that wait for a connection of the pool.',
    labelNames: ['db_client_connection_pool_name'],
    registers: [registry],
    collect() {
      this.set({ db_client_connection_pool_name: name }, pool.waitingCount);
    },
  });
}

import type { HostSnapshot } from '@ares/core';
import type { Handler } from 'hono';

/**
 * Prometheus HTTP service discovery: one target for each running container that has metrics of its own. All are
 * scraped through this agent, at the address by which Prometheus has just reached it.
 */
export const targetsRoute =
  (snapshot: () => HostSnapshot): Handler =>
  (c) => {
    const address = c.req.header('host') ?? '';
    const scraped = snapshot().containers.filter(({ state, labels }) => state === 'running' && labels.metrics);
    return c.json(
      scraped.map(({ name, project, labels }) => ({
        targets: [address],
        labels: {
          __metrics_path__: `/v1/scrape/${name}`,
          ares_service: labels.service,
          ares_project: project,
          ares_container: name,
        },
      })),
    );
  };

import type { HostSnapshot } from '@ares/core';

/**
 * Prometheus HTTP service discovery: one target for each running container that has metrics of its own. All are
 * scraped through this agent.
 * @param address by which Prometheus has just reached the agent
 */
export const scrapeTargets = ({ containers }: HostSnapshot, address: string) =>
  containers
    .filter(({ state, labels }) => state === 'running' && labels.metrics)
    .map(({ name, project, labels }) => ({
      targets: [address],
      labels: {
        __metrics_path__: `/v1/scrape/${name}`,
        ares_service: labels.service,
        ares_project: project,
        ares_container: name,
      },
    }));

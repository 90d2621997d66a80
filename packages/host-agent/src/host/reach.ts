import type { ScrapeTarget } from '../http/pass-scrape-on.ts';
import type { Probed } from '../probe/prober.ts';
import { protocolOf } from '../probe/protocols.ts';
import type { Entry } from './container-index.ts';

/** How to probe a container: none or one. */
export function toProbed({ facts, reading }: Entry): Probed[] {
  if (facts.state !== 'running' || facts.address === undefined || reading.kind !== 'ok') return [];
  const { health } = reading.labels;
  const protocol = protocolOf(health);
  if (protocol === undefined || health.port === undefined) return [];
  const { id, name, startedAt, address: host } = facts;
  return [{ id, name, startedAt, target: { host, port: health.port }, protocol }];
}

/** Where a running container's own metrics are; undefined where it has none. */
export function scrapeTargetOf(entries: readonly Entry[], containerName: string): ScrapeTarget | undefined {
  const entry = entries.find(({ facts }) => facts.name === containerName);
  if (entry?.reading.kind !== 'ok' || entry.facts.state !== 'running') return undefined;
  const { metrics } = entry.reading.labels;
  return metrics && entry.facts.address ? { host: entry.facts.address, ...metrics } : undefined;
}

import { services } from './services.ts';

/** The value of each series that has one while nothing grows: of all containers, and of those that serve HTTP. */
const fromAgent = { cpu_limit_ratio: 0.18273645546372816, memory_limit_ratio: 0.43212890625 };
const fromService = {
  latency_seconds_p95: 0.023749999999999997,
  error_ratio_1m: 0,
  error_ratio_5m: 0,
  requests_per_second: 4.733333333333333,
};

/** What Prometheus answers to the one query of a tick. */
export function featuresText(nowMs: number): string {
  const now = nowMs / 1_000;
  const wobble = 1 + 0.02 * Math.sin(now);
  const result = services.flatMap(({ service, health }) => {
    const owner = { ares_project: 'shop', ares_service: service, name: `shop-${service}-1` };
    const isHttp = health.kind === 'http';
    const values = Object.entries({ ...fromAgent, ...(isHttp ? fromService : {}) });
    const sources = isHttp ? ['container', 'http'] : ['container'];
    const scraped = { __name__: 'ares:scrape_timestamp_seconds', ...owner };
    return [
      ...values.map(([feature, value]) => ({
        metric: { __name__: `ares:${feature}`, ...owner },
        value: [now, String(value * wobble)],
      })),
      ...sources.map((source) => ({ metric: { ...scraped, source }, value: [now, String(now - 2)] })),
    ];
  });
  return JSON.stringify({ status: 'success', data: { resultType: 'vector', result } });
}

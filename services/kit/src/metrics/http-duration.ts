import { Histogram, type Registry } from 'prom-client';

/** The advice of OpenTelemetry's HTTP conventions. */
const bucketsSeconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

const names = ['http_route', 'http_request_method', 'http_response_status_code'] as const;

type Observe = (seconds: number) => void;

/** @returns records one served request; `route` is a pattern, never a path */
export function httpDuration(registry: Registry) {
  const histogram = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of served HTTP requests.',
    labelNames: names,
    buckets: bucketsSeconds,
    registers: [registry],
  });
  // Hashing labels costs more than the observation itself: keep one bound series for each combination.
  const series = new Map<string, Observe>();
  return (route: string, method: string, status: number, seconds: number): void => {
    const key = `${method} ${status} ${route}`;
    let observe = series.get(key);
    if (!observe) {
      const child = histogram.labels({
        http_route: route,
        http_request_method: method,
        http_response_status_code: String(status),
      });
      observe = (value) => child.observe(value);
      series.set(key, observe);
    }
    observe(seconds);
  };
}

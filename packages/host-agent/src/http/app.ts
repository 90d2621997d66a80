import type { HostSnapshot } from '@ares/core';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { WakeBus } from '../wake/wake-bus.ts';
import { eventsRoute } from './events-route.ts';
import { EXPOSITION_TYPE, type ScrapeTarget, scrapeRoute } from './scrape-route.ts';
import { targetsRoute } from './targets-route.ts';

export interface AppParts {
  readonly snapshot: () => HostSnapshot;
  readonly metrics: () => Promise<string>;
  /** Where a container's own metrics are; undefined where it has none or does not run. */
  readonly scrapeTarget: (containerName: string) => ScrapeTarget | undefined;
  readonly bus: WakeBus;
}

/** All that the agent answers. */
export function createApp(parts: AppParts) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get('/v1/snapshot', (c) => c.json(parts.snapshot()));
  app.get('/v1/events', eventsRoute(parts.bus));
  app.get('/v1/targets', targetsRoute(parts.snapshot));
  app.get('/v1/scrape/:name', scrapeRoute(parts.scrapeTarget));
  app.get('/metrics', async (c) => c.body(await parts.metrics(), 200, { 'content-type': EXPOSITION_TYPE }));
  app.get('/health', (c) => {
    const { hostId, docker, containers, invalid } = parts.snapshot();
    return c.json({ ok: true, hostId, docker, containers: containers.length, invalid });
  });
  return app;
}

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { HostSnapshot } from '@ares/core';
import type { WakeBus } from '../wake/wake-bus.ts';
import { EXPOSITION_TYPE } from './exposition-type.ts';
import { passScrapeOn, type ScrapeLimits, type ScrapeTarget } from './pass-scrape-on.ts';
import { scrapeTargets } from './scrape-targets.ts';
import { streamWakes } from './stream-wakes.ts';

export interface ListenerParts {
  readonly snapshot: () => HostSnapshot;
  readonly metrics: () => string;
  /** Where a container's own metrics are; undefined where it has none or does not run. */
  readonly scrapeTarget: (containerName: string) => ScrapeTarget | undefined;
  readonly bus: WakeBus;
  readonly scrapeLimits?: ScrapeLimits;
}

type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const SCRAPE_PATH = '/v1/scrape/';

/**
 * All that the agent answers. Six fixed paths need no framework; the one that the services use answers with
 * `Response`, which brings all of undici into the memory of every host agent.
 */
export function requestListener(parts: ListenerParts): RequestListener {
  const { snapshot, metrics, scrapeTarget, bus, scrapeLimits } = parts;
  const scrape = passScrapeOn(scrapeLimits);
  const routes: Readonly<Record<string, Route>> = {
    '/v1/snapshot': (_, response) => sendJson(response, snapshot()),
    '/v1/targets': ({ headers }, response) => sendJson(response, scrapeTargets(snapshot(), headers.host ?? '')),
    '/v1/events': (_, response) => streamWakes(bus, response),
    '/metrics': (_, response) => send(response, 200, EXPOSITION_TYPE, metrics()),
    '/health': (_, response) => sendJson(response, healthOf(snapshot())),
  };
  return async (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    try {
      if (request.method !== 'GET') return sendText(response, 405, 'only GET\n');
      const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
      if (route) return await route(request, response);
      const target = path.startsWith(SCRAPE_PATH) ? scrapeTarget(path.slice(SCRAPE_PATH.length)) : undefined;
      if (target) return scrape(target, request, response);
      return sendText(response, 404, 'nothing is here\n');
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      return sendText(response, 500, `${error instanceof Error ? error.message : String(error)}\n`);
    }
  };
}

const healthOf = ({ hostId, docker, containers, invalid }: HostSnapshot) => ({
  ok: true,
  hostId,
  docker,
  containers: containers.length,
  invalid,
});

const sendJson = (response: ServerResponse, value: unknown): void =>
  send(response, 200, 'application/json', JSON.stringify(value));

const sendText = (response: ServerResponse, status: number, text: string): void =>
  send(response, status, 'text/plain; charset=utf-8', text);

const send = (response: ServerResponse, status: number, type: string, text: string): void =>
  void response.writeHead(status, { 'content-type': type }).end(text);

import type { Route } from './route.ts';

const publicPrefix = '/api';

export interface Match<R> {
  readonly route: R;
  /** Path at the upstream, without the public prefix and without the query. */
  readonly path: string;
}

export type Router<R> = (path: string) => Match<R> | undefined;

const stripPrefix = (path: string): string =>
  path.startsWith(`${publicPrefix}/`) ? path.slice(publicPrefix.length) : path;

const isPrivate = (path: string): boolean => /^\/(internal|health|metrics|faults)(\/|$)/.test(path);

function assertRoutable({ path }: Route): void {
  if (!/^(\/[\w.-]+)+(\/\*)?$/.test(path)) throw new Error(`Route path "${path}" must look like /a/b or /a/b/*`);
  if (isPrivate(stripPrefix(path))) throw new Error(`Route path "${path}" would publish an internal path`);
}

/** Turns the table into one lookup per request: exact paths by map, open ends by their longest prefix. */
export function createRouter<R extends Route>(routes: readonly R[]): Router<R> {
  const exact = new Map<string, R>();
  const open = new Map<string, R>();
  for (const route of routes) {
    assertRoutable(route);
    const base = route.path.endsWith('/*') ? route.path.slice(0, -2) : route.path;
    if (exact.has(base)) throw new Error(`Two routes claim "${base}"`);
    exact.set(base, route);
    if (base !== route.path) open.set(base, route);
  }
  const below = (path: string): R | undefined => {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const route = open.get(path.slice(0, end));
      if (route) return route;
    }
    return undefined;
  };
  return (path) => {
    const route = exact.get(path) ?? below(path);
    return route && { route, path: stripPrefix(path) };
  };
}

import type { AuthMode, Route, UpstreamName } from './routing/route.ts';

const route = (path: string, upstream: UpstreamName, auth: AuthMode, over: Partial<Route> = {}): Route => ({
  path,
  upstream,
  auth,
  timeoutMs: 3_000,
  cost: 1,
  bodyLimitBytes: 64 * 1024,
  retriesKeyed: false,
  ...over,
});

/** Everything the shop offers to the outside. What is not named here cannot be reached. */
export const shopRoutes: readonly Route[] = [
  route('/api/products/*', 'product', 'none'),
  route('/api/categories', 'product', 'none'),
  route('/api/auth/*', 'user', 'upstream', { timeoutMs: 5_000, cost: 5 }),
  route('/.well-known/jwks.json', 'user', 'none'),
  route('/api/cart/*', 'cart', 'optional'),
  route('/api/orders/*', 'order', 'required'),
  route('/api/checkout', 'order', 'required', { timeoutMs: 15_000, cost: 2, retriesKeyed: true }),
];

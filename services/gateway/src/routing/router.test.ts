import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shopRoutes } from '../routes.ts';
import type { Route } from './route.ts';
import { createRouter } from './router.ts';
import { isSafePath } from './safe-path.ts';

const match = createRouter(shopRoutes);

describe('routing table', () => {
  test.each([
    ['/api/products', 'product', '/products'],
    ['/api/products/42', 'product', '/products/42'],
    ['/api/categories', 'product', '/categories'],
    ['/api/auth/login', 'user', '/auth/login'],
    ['/.well-known/jwks.json', 'user', '/.well-known/jwks.json'],
    ['/api/cart/items/7', 'cart', '/cart/items/7'],
    ['/api/orders', 'order', '/orders'],
    ['/api/checkout', 'order', '/checkout'],
  ])('%s goes to %s as %s', (path, upstream, rewritten) => {
    expect(match(path)).toMatchObject({ route: { upstream }, path: rewritten });
  });

  test.each([
    '/',
    '/api',
    '/products',
    '/api/productsx',
    '/api/categories/1',
    '/api/checkout/x',
    '/internal/reservations',
    '/api/internal/reservations',
    '/health/ready',
    '/api/health/ready',
    '/metrics',
    '/api/metrics',
  ])('%s is not routed', (path) => expect(match(path)).toBeUndefined());

  test('every link of the index that the proxy serves is routed', () => {
    const conf = readFileSync(new URL('../../../nginx/nginx.conf', import.meta.url), 'utf8');
    const [, index = ''] = /return 200 '(\{"name".*\})\\n';/.exec(conf) ?? [];
    const links: readonly { href: string }[] = Object.values(JSON.parse(index).links);
    expect(links.length).toBeGreaterThan(5);
    for (const { href } of links) expect(match(href), href).toBeDefined();
  });

  test('no safe path whatever reaches an internal path of an upstream', () => {
    const piece = fc.constantFrom(
      'api',
      'products',
      'internal',
      'health',
      'metrics',
      'faults',
      '..',
      '.',
      '%2e%2e',
      '',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const path = `/${pieces.join('/')}`;
        const found = isSafePath(path) ? match(path) : undefined;
        if (found)
          expect(new URL(found.path, 'http://upstream').pathname).not.toMatch(/^\/(internal|health|metrics|faults)/);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['/api/internal/*', /internal path/],
    ['/metrics', /internal path/],
    ['/api/a*', /must look like/],
  ])('the table refuses %s', (path, reason) => {
    const [first] = shopRoutes;
    expect(() => createRouter([{ ...(first as Route), path }])).toThrow(reason);
  });

  test('the table refuses two routes with one path', () => {
    expect(() => createRouter([...shopRoutes, ...shopRoutes])).toThrow(/Two routes claim/);
  });
});

test.each(['/a/../b', '/a/%2e%2e/b', '/a%2fb', '/a\\b', '//a', '/a/./b', '/a/..', 'a', '/a\u00e9', '/a b'])(
  'path %j is refused',
  (path) => expect(isSafePath(path)).toBe(false),
);

test.each(['/', '/a', '/a/b.json', '/.well-known/jwks.json', '/a..b'])('path %j is accepted', (path) =>
  expect(isSafePath(path)).toBe(true),
);

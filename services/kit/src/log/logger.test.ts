import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';
import { propagationHeaders, RequestContext, runInRequest } from './request-context.ts';

function capture() {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({ SERVICE_NAME: 'product', LOG_LEVEL: 'info' }, { write: (l) => lines.push(JSON.parse(l)) });
  return { log, lines };
}

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

test('a line written while serving carries request id and trace id, through awaits', async () => {
  const { log, lines } = capture();
  await runInRequest(new RequestContext({ 'x-request-id': 'r-1', traceparent }), async () => {
    await Promise.resolve();
    log.info({ sku: 7 }, 'stock.low');
  });
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  expect(lines[0]).toMatchObject({ service: 'product', msg: 'stock.low', sku: 7, requestId: 'r-1', traceId: trace });
});

test('outside a request there is nothing to carry', () => {
  const { log, lines } = capture();
  log.info('idle');
  expect(lines[0]).not.toHaveProperty('requestId');
  expect(propagationHeaders()).toEqual({});
});

test('secrets are not written', () => {
  const { log, lines } = capture();
  log.info({ password: 'hunter2', body: { refreshToken: 'abc' } }, 'login');
  expect(lines[0]).toMatchObject({ password: '[redacted]', body: { refreshToken: '[redacted]' } });
});

test.each(['a\nb', 'x'.repeat(65), '', '<script>'])('the request id %j of a client is replaced', (given) => {
  expect(new RequestContext({ 'x-request-id': given }).requestId).toMatch(/^[0-9a-f-]{36}$/);
});

test('an upstream call continues the same trace', () => {
  const headers = runInRequest(new RequestContext({ 'x-request-id': 'r-1', traceparent }), propagationHeaders);
  expect(headers['x-request-id']).toBe('r-1');
  expect(headers.traceparent?.slice(0, 36)).toBe(traceparent.slice(0, 36));
});

import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { Hono } from 'hono';
import { expect, test, vi } from 'vitest';
import { startService } from '../testing/test-service.ts';

test('a request in flight is answered, then pools are closed, then nothing is accepted', async () => {
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const routes = new Hono().get('/slow', async (c) => {
    entered.resolve();
    await gate.promise;
    order.push('answered');
    return c.text('done');
  });
  const onShutdown = async () => void order.push('closed');
  const service = await startService({ routes, onShutdown });
  const inFlight = fetch(`${service.url}/slow`);
  await entered.promise;
  const stopping = service.stop();
  gate.resolve();
  expect(await (await inFlight).text()).toBe('done');
  await stopping;
  expect(order).toEqual(['answered', 'closed']);
  await expect(fetch(`${service.url}/slow`)).rejects.toThrow();
});

test('kept-alive connections do not hold the shutdown up', async () => {
  const agent = new Agent({ keepAlive: true });
  const service = await startService({ routes: new Hono().get('/', (c) => c.text('ok')) });
  await new Promise<void>((resolve, reject) => {
    get(service.url, { agent }, (res) => res.resume().once('end', resolve)).once('error', reject);
  });
  await service.stop();
  await vi.waitFor(() => expect(Object.keys(agent.freeSockets)).toEqual([]));
  agent.destroy();
});

test('stopping twice is stopping once', async () => {
  let closed = 0;
  const onShutdown = async () => {
    closed += 1;
  };
  const service = await startService({ routes: new Hono(), onShutdown });
  await Promise.all([service.stop(), service.stop()]);
  expect(closed).toBe(1);
});

test('a connection that never sent a request does not hold the shutdown up', async () => {
  const service = await startService({ routes: new Hono() });
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const ended = once(socket, 'close');
  socket.resume().on('error', () => {});
  await Promise.all([service.stop(), ended]);
  expect(socket.destroyed).toBe(true);
});

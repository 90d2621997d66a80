import { expect, test } from 'vitest';
import { assertPorts } from './ports.ts';

const wanted = { shop: '8080', prometheus: '9090', agent: '9469' };

test('numbers of ports pass', () => expect(() => assertPorts(wanted)).not.toThrow());

test.each([
  [{ shop: 'abc' }, 'SHOP_PORT=abc is no port'],
  [{ prometheus: '0' }, 'PROMETHEUS_PORT=0 is no port'],
  [{ agent: '65536' }, 'ARES_AGENT_PORT=65536 is no port'],
])('%j is told with its variable', (over, message) =>
  expect(() => assertPorts({ ...wanted, ...over })).toThrow(message),
);

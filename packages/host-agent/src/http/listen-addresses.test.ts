import { expect, test } from 'vitest';
import { listenAddresses } from './listen-addresses.ts';

test('none where none is named', () => expect(listenAddresses(' , ')).toEqual([]));

test.each(['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '::1', 'fd00::1'])(
  '%s is private',
  (address) => expect(listenAddresses(` ${address} `)).toEqual([address]),
);

test('several, each once', () => {
  expect(listenAddresses('127.0.0.1, 10.0.0.1,127.0.0.1')).toEqual(['127.0.0.1', '10.0.0.1']);
});

test.each([
  '0.0.0.0',
  '::',
  '8.8.8.8',
  '172.32.0.1',
  '172.15.0.1',
  '192.169.0.1',
  '2001:db8::1',
  'localhost',
  '10.0.0',
])('%s is refused, with what to write instead', (address) =>
  expect(() => listenAddresses(`127.0.0.1,${address}`)).toThrow(`"${address}", which is not a private`),
);

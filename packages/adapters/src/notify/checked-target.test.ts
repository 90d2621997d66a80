import { expect, test } from 'vitest';
import { checkedTarget, type Lookup } from './checked-target.ts';
import { isPublicAddress } from './public-address.ts';

const lookupTo =
  (...addresses: string[]): Lookup =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

const check = (url: string, lookup = lookupTo('52.94.236.248')) => checkedTarget(url, lookup, isPublicAddress);

test('the address that was checked is the one to connect to', async () => {
  const { url, address } = await check('https://hooks.example.com:8443/x?y=1');
  expect(url.href).toBe('https://hooks.example.com:8443/x?y=1');
  expect(address).toEqual({ address: '52.94.236.248', family: 4 });
});

test.each([
  ['plain HTTP', 'http://hooks.example.com/TOKEN'],
  ['another scheme', 'file:///TOKEN'],
  ['a user name and a password', 'https://user:TOKEN@hooks.example.com/'],
  ['a user name', 'https://TOKEN@hooks.example.com/'],
  ['no URL', 'TOKEN'],
  ['the loopback address', 'https://127.0.0.1/TOKEN'],
  ['the loopback address as one number', 'https://2130706433/TOKEN'],
  ['the loopback address in octal', 'https://0177.0.0.1/TOKEN'],
  ['the loopback address of IPv6', 'https://[::1]/TOKEN'],
  ['the metadata service', 'https://169.254.169.254/TOKEN'],
  ['the metadata service as mapped IPv6', 'https://[::ffff:169.254.169.254]/TOKEN'],
])('promise 31: %s is refused, without its secret in the words', async (_, url) => {
  const failure = await check(url).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(String(failure)).not.toContain('TOKEN');
});

test.each([
  ['a private address', ['10.0.0.5']],
  ['a private address behind a public one', ['52.94.236.248', '10.0.0.5']],
  ['the metadata service of IPv6', ['fd00:ec2::254']],
])('promise 31: a name that resolves to %s is refused', async (_, addresses) => {
  await expect(check('https://hooks.example.com/', lookupTo(...addresses))).rejects.toThrow('not a public address');
});

test('a name without an address is refused', async () => {
  await expect(check('https://hooks.example.com/', lookupTo())).rejects.toThrow('hooks.example.com has no address');
});

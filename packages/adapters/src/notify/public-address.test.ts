import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicAddress } from './public-address.ts';

test.each(['8.8.8.8', '52.94.236.248', '2600:1f18::1', '2a05:d018::5'])('%s is public', (address) =>
  expect(isPublicAddress(address)).toBe(true),
);

test.each([
  ['loopback', '127.0.0.1'],
  ['this host', '0.0.0.0'],
  ['private', '10.1.2.3'],
  ['private', '172.16.0.1'],
  ['private', '192.168.1.1'],
  ['metadata', '169.254.169.254'],
  ['metadata of containers', '169.254.170.2'],
  ['a carrier’s NAT', '100.64.0.1'],
  ['benchmarks', '198.18.0.1'],
  ['documentation', '192.0.2.1'],
  ['multicast', '224.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['loopback', '::1'],
  ['unspecified', '::'],
  ['unique-local', 'fd00::1'],
  ['metadata', 'fd00:ec2::254'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['site-local', 'fec0::1'],
  ['mapped IPv4', '::ffff:169.254.169.254'],
  ['mapped IPv4 in hexadecimal', '::ffff:a9fe:a9fe'],
  ['IPv4-compatible', '::127.0.0.1'],
  ['IPv4-translated', '::ffff:0:10.0.0.1'],
  ['NAT64', '64:ff9b::a9fe:a9fe'],
  ['local NAT64', '64:ff9b:1::a00:1'],
  ['6to4', '2002:a00:1::1'],
  ['Teredo', '2001:0:a00:1::1'],
  ['documentation', '2001:db8::1'],
  ['multicast', 'ff02::1'],
  ['another spelling of loopback', '0x7f.1'],
  ['another spelling of loopback', '2130706433'],
  ['another spelling of loopback', '0177.0.0.1'],
  ['nothing', ''],
])('promise 31: %s %s is not', (_, address) => expect(isPublicAddress(address)).toBe(false));

test('promise 31: no private IPv4 address gets through in the clothes of IPv6', () =>
  fc.assert(
    fc.property(fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:'), fc.ipV4(), (prefix, address) => {
      expect(isPublicAddress(`${prefix}${address}`)).toBe(false);
    }),
  ));

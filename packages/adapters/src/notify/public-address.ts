import ipaddr from 'ipaddr.js';

/** Where all public addresses of IPv6 are; what lies outside is local, mapped, translated or not given out. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * True for an address of the public internet: not private, loopback, link-local (the metadata service), of a
 * carrier's NAT, multicast, reserved, unique-local, nor an IPv6 form that stands for an IPv4 address.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST);
}

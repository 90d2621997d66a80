import { BlockList, isIP, isIPv6 } from 'node:net';

const privateRanges = new BlockList();
for (const [net, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  privateRanges.addSubnet(net, prefix, 'ipv4');
}
privateRanges.addAddress('::1', 'ipv6');
privateRanges.addSubnet('fc00::', 7, 'ipv6');

/**
 * @param text addresses separated by commas
 * @throws Error for one that is not private: what the agent tells is for this host and its network only
 */
export function listenAddresses(text: string): readonly string[] {
  const named = text.split(',').map((part) => part.trim());
  const addresses = [...new Set(named.filter((part) => part !== ''))];
  for (const address of addresses) {
    if (isIP(address) !== 0 && privateRanges.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) continue;
    throw new Error(
      `ARES_AGENT_LISTEN names ${JSON.stringify(address)}, which is not a private address: ` +
        'use addresses such as 127.0.0.1 or 172.17.0.1, separated by commas',
    );
  }
  return addresses;
}

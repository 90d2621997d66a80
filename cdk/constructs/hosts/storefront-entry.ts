import { type IVpc, Peer, Port, PrefixList, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { requireAccount } from '../network/require-account.ts';
import { PROXY_PORT } from './storefront.ts';

const LIST_NAME = 'com.amazonaws.global.cloudfront.origin-facing';

/**
 * Lets CloudFront in to the reverse proxy, and nobody else. A group of its own, because the list alone counts as 55 of
 * the 60 rules that a group may have.
 */
export function storefrontEntry(scope: Construct, id: string, vpc: IVpc, prefixListId?: string): SecurityGroup {
  const group = new SecurityGroup(scope, id, {
    vpc,
    description: 'CloudFront to the reverse proxy of the shop',
    allowAllOutbound: false,
  });
  const list = prefixListId ?? lookedUp(scope);
  group.addIngressRule(Peer.prefixList(list), Port.tcp(PROXY_PORT), 'CloudFront origin-facing servers');
  return group;
}

function lookedUp(scope: Construct): string {
  requireAccount(scope, 'cloudFrontPrefixList is not given');
  return PrefixList.fromLookup(scope, 'CloudFront', { prefixListName: LIST_NAME }).prefixListId;
}

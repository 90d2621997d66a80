import { HOST_AGENT_PORT, PROMETHEUS_PORT } from '@ares/config/aws';
import { resourcesOfType, type Templates } from '../testing/template.ts';
import type { Check } from './check.ts';

interface Rule {
  readonly place: string;
  readonly CidrIp?: unknown;
  readonly CidrIpv6?: unknown;
  readonly FromPort?: number;
  readonly ToPort?: number;
  readonly IpProtocol?: string;
  readonly SourcePrefixListId?: unknown;
}

const PROXY_PORT = 8080;
/** The reverse proxy, agent and Prometheus of a host; the knowledge store; endpoints of AWS. */
const OPEN_PORTS = [PROXY_PORT, HOST_AGENT_PORT, PROMETHEUS_PORT, 5432, 443];

/** Security 15 */
export const letsNobodyInFromAnywhere: Check = (templates) =>
  ingressRules(templates).flatMap((rule) => [
    ...(isAnywhere(rule) ? [`${rule.place} lets everybody in`] : []),
    ...(isListed(rule) ? [] : [`${rule.place} opens ports ${rule.FromPort} to ${rule.ToPort} of ${rule.IpProtocol}`]),
    ...(rule.SourcePrefixListId && rule.FromPort !== PROXY_PORT
      ? [`${rule.place} lets CloudFront in beside the proxy`]
      : []),
  ]);

function ingressRules(templates: Templates): Rule[] {
  const alone = resourcesOfType(templates, 'AWS::EC2::SecurityGroupIngress');
  return [
    ...alone.map(({ place, Properties }) => ({ place, ...Properties })),
    ...resourcesOfType(templates, 'AWS::EC2::SecurityGroup').flatMap(({ place, Properties }) =>
      (Properties.SecurityGroupIngress ?? []).map((rule: object) => ({ place, ...rule })),
    ),
  ];
}

/** A range that is written out; that of the VPC is a reference. */
const isAnywhere = ({ CidrIp, CidrIpv6 }: Rule): boolean =>
  typeof CidrIp === 'string' || (CidrIpv6 !== undefined && typeof CidrIpv6 === 'string');

const isListed = ({ FromPort, ToPort, IpProtocol }: Rule): boolean =>
  IpProtocol === 'tcp' && FromPort === ToPort && OPEN_PORTS.includes(FromPort ?? -1);

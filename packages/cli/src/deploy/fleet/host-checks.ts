import { HOST_AGENT_PORT, PROMETHEUS_PORT } from '@ares/config/aws';
import type { Check } from '../../doctor/check.ts';
import { isAtLeast, SSM_AGENT_MIN } from './agent-version.ts';
import type { FleetHost } from './fleet-hosts.ts';

export const ports = [HOST_AGENT_PORT, PROMETHEUS_PORT] as const;

interface Finding {
  readonly what: string;
  readonly remedy: string;
}

/** What keeps ARES from looking after a host; the first one is often the cause of the others. */
export function hostCheck(host: FleetHost, open: readonly number[], fleet: string): Check {
  const findings = [...permissions(host, fleet), ...agent(host), ...network(host, open, fleet)];
  const found = findings.map(({ what }) => what).join('; ');
  if (findings.length === 0)
    return { name: host.hostId, state: 'ok', found: `SSM agent ${host.agent?.version}, ${host.address}` };
  return { name: host.hostId, state: 'failed', found, remedy: findings.map(({ remedy }) => remedy).join('; ') };
}

function permissions({ profileArn }: FleetHost, fleet: string): Finding[] {
  if (profileArn) return [];
  const remedy = `give it an instance profile with the policy HostPolicyArn, an output of the stack Ares-${fleet}-Hosts`;
  return [{ what: 'no instance profile, so that neither SSM nor the host agent may do anything', remedy }];
}

function agent({ agent: found }: FleetHost): Finding[] {
  const start =
    'let it reach SSM (egress to port 443, the policy HostPolicyArn), then `systemctl restart amazon-ssm-agent` on it';
  if (!found) return [{ what: 'SSM has never heard of it', remedy: start }];
  if (found.status !== 'Online') return [{ what: `the SSM agent is ${found.status}`, remedy: start }];
  if (isAtLeast(found.version, SSM_AGENT_MIN)) return [];
  const what = `SSM agent ${found.version} is older than ${SSM_AGENT_MIN}, and the document refuses it`;
  return [{ what, remedy: 'run the document AWS-UpdateSSMAgent on it' }];
}

function network({ address }: FleetHost, open: readonly number[], fleet: string): Finding[] {
  if (!address) return [{ what: 'it has no private IPv4 address', remedy: 'put it into a subnet that gives one' }];
  const shut = ports.filter((port) => !open.includes(port));
  if (shut.length === 0) return [];
  const remedy = `add the security group HostSecurityGroupId to it, an output of the stack Ares-${fleet}-Network`;
  return [{ what: `no security group lets in port ${shut.join(' and ')}`, remedy }];
}

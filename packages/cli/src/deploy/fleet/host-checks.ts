import { FLEET_TAG } from '@ares/config/aws';
import type { Check, CheckState } from '../../doctor/check.ts';
import { isAtLeast, SSM_AGENT_MIN } from './agent-version.ts';
import type { ControlPlane } from './control-plane.ts';
import type { FleetHost, HostSsmAgent } from './fleet-hosts.ts';
import { hostNetwork } from './host-network.ts';

/** Of hosts; the images of host agent and Prometheus are made for both. */
const ARCHITECTURES = ['arm64', 'x86_64'];

/** A host installs packages before its agent speaks. */
const FIRST_WORD_MS = 10 * 60_000;

export interface HostContext {
  readonly fleet: string;
  /** Undefined where nobody may ask; then nothing is said of agents */
  readonly agents: ReadonlyMap<string, HostSsmAgent> | undefined;
  /** Undefined where it is not known; then nothing is said of the network */
  readonly place: ControlPlane | undefined;
  readonly groups: Parameters<typeof hostNetwork>[1];
  readonly nowMs: number;
}

export interface Finding {
  /** @default 'failed' */
  readonly state?: CheckState;
  readonly what: string;
  readonly remedy: string;
}

/** A line for each thing that keeps ARES from looking after a host; the first is often the cause of the others. */
export function hostChecks(host: FleetHost, context: HostContext): readonly Check[] {
  const { hostId: name, address } = host;
  if (host.state !== 'running') return [notRunning(host)];
  const findings = findingsOf(host, context);
  if (findings.length > 0)
    return findings.map(({ what, remedy, state = 'failed' }) => ({ name, state, found: what, remedy }));
  const agent = context.agents?.get(name);
  return [{ name, state: 'ok', found: [agent && `SSM agent ${agent.version}`, address].filter(Boolean).join(', ') }];
}

function findingsOf(host: FleetHost, { fleet, agents, place, groups, nowMs }: HostContext): readonly Finding[] {
  return [
    ...architecture(host),
    ...profile(host, fleet),
    ...(agents ? agent(host, agents.get(host.hostId), nowMs) : []),
    ...(place ? hostNetwork(host, groups, place) : []),
  ];
}

/** Somebody's wish, or the way up or down: nothing that a deployment has to be undone for. */
const notRunning = ({ hostId, state }: FleetHost): Check => ({
  name: hostId,
  state: 'not yet',
  found: `has the tag of the fleet, but is ${state}`,
  ...(state === 'stopped' ? { remedy: startOrLeave(hostId) } : {}),
});

const startOrLeave = (hostId: string): string =>
  `aws ec2 start-instances --instance-ids ${hostId}, or take its tag away: aws ec2 delete-tags --resources ${hostId} --tags Key=${FLEET_TAG}`;

function architecture({ architecture: own }: FleetHost): Finding[] {
  if (ARCHITECTURES.includes(own)) return [];
  const what = `is ${own}, for which there are no images of host agent and Prometheus`;
  return [{ what, remedy: `move what it runs to an instance of ${ARCHITECTURES.join(' or ')}` }];
}

function profile({ hostId, profileArn }: FleetHost, fleet: string): Finding[] {
  if (profileArn) return [];
  const what = 'no instance profile, so that neither SSM nor the host agent may do anything';
  const remedy = `give it one whose role has the policy HostPolicyArn, an output of the stack Ares-${fleet}-Hosts: aws ec2 associate-iam-instance-profile --instance-id ${hostId} --iam-instance-profile Name=PROFILE`;
  return [{ what, remedy }];
}

function agent({ hostId, startedAtMs }: FleetHost, found: HostSsmAgent | undefined, nowMs: number): Finding[] {
  const start =
    'let it reach SSM (egress to port 443, the policy HostPolicyArn), then `systemctl restart amazon-ssm-agent` on it';
  if (!found && nowMs - startedAtMs < FIRST_WORD_MS)
    return [{ state: 'not yet', what: 'SSM has not heard of it since it started, minutes ago', remedy: start }];
  if (!found) return [{ what: 'SSM has never heard of it', remedy: start }];
  if (found.status !== 'Online') return [{ what: `its SSM agent is ${found.status}`, remedy: start }];
  if (isAtLeast(found.version, SSM_AGENT_MIN)) return [];
  const what = `SSM agent ${found.version} is older than ${SSM_AGENT_MIN}, and the document refuses it`;
  return [{ what, remedy: `aws ssm send-command --document-name AWS-UpdateSSMAgent --instance-ids ${hostId}` }];
}

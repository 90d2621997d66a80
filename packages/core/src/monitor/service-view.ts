import type { FeatureName, FeatureSample } from '../model/feature.ts';
import type { HostObservation, ServiceView } from '../model/fleet.ts';
import type { Policy, Profile } from '../model/policy.ts';
import type { ContainerState } from '../model/snapshot.ts';
import { isReadable } from './observe.ts';

export const serviceIdOf = (hostId: string, project: string, service: string): string =>
  `${hostId}/${project || '-'}/${service}`;

/** Groups the containers of all readable hosts into services. */
export function serviceViews(hosts: readonly HostObservation[], policy: Policy): readonly ServiceView[] {
  return hosts.filter(isReadable).flatMap((host) => {
    const groups = Map.groupBy(host.snapshot?.containers ?? [], (c) =>
      serviceIdOf(host.hostId, c.project, c.labels.service),
    );
    return [...groups.values()].map((containers) => viewOf(host, containers, policy));
  });
}

function viewOf(host: HostObservation, containers: readonly ContainerState[], policy: Policy): ServiceView {
  const [first] = containers;
  if (first === undefined) throw new Error('a service has at least one container');
  const { project, labels } = first;
  return {
    serviceId: serviceIdOf(host.hostId, project, labels.service),
    hostId: host.hostId,
    project,
    service: labels.service,
    containers,
    dependsOn: [...new Set(containers.flatMap((c) => c.labels.dependsOn))],
    profile: profileOf(policy, labels.service, labels.policy),
    samples: (host.metrics?.samples ?? []).filter(
      (s) => s.service === labels.service && s.project === project && isOf(s, containers),
    ),
  };
}

/** A profile that the policy does not know is treated as the default one. */
function profileOf(policy: Policy, service: string, name: string | undefined): Profile {
  const profile = policy.profiles[name ?? 'default'] ?? policy.profiles.default;
  const own = policy.services[service];
  return { ...profile, ...own, ladders: { ...profile.ladders, ...own?.ladders } };
}

/** What is left of a replica that is gone says nothing of those that are there. */
const isOf = ({ containerName }: FeatureSample, containers: readonly ContainerState[]): boolean =>
  containerName === undefined || containers.some((container) => container.name === containerName);

/** Samples of one replica, and those of the whole service; with an empty name all. */
export const samplesOn = (view: ServiceView, containerName: string): readonly FeatureSample[] =>
  view.samples.filter((sample) => containerName === '' || (sample.containerName ?? containerName) === containerName);

/** The largest value of a feature, with its container; undefined where nothing was measured. */
export function highest(samples: readonly FeatureSample[], feature: FeatureName): FeatureSample | undefined {
  return samples
    .filter((sample) => sample.feature === feature)
    .reduce<FeatureSample | undefined>((top, sample) => (top && top.value >= sample.value ? top : sample), undefined);
}

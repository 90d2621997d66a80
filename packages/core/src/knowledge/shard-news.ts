import type { Fleet, HostObservation, ServiceView } from '../model/fleet.ts';
import type { LabelProblem, ShardMemory } from '../model/knowledge.ts';
import type { ContainerState } from '../model/snapshot.ts';
import { isReadable } from '../monitor/observe.ts';
import { serviceIdOf } from '../monitor/service-view.ts';

const PROBLEMS_KEPT = 20;

/**
 * The shard's memory with what people have to be told of the fleet as a whole.
 * @param rejected why the newest text of the policy was refused, if it was
 */
export function shardNews(
  { policyRejected: _, ...shard }: ShardMemory,
  fleet: Fleet,
  rejected: string | undefined,
): ShardMemory {
  const problems = fleet.hosts.flatMap((host) =>
    isReadable(host)
      ? labelProblems(host, fleet)
      : (shard.labelProblems ?? []).filter(({ hostId }) => hostId === host.hostId),
  );
  const reads = fleet.hosts.flatMap((host) => {
    const atMs = isReadable(host) ? fleet.nowMs : shard.lastReadAtMs?.[host.hostId];
    return atMs === undefined ? [] : [[host.hostId, atMs] as const];
  });
  return {
    ...shard,
    lastReadAtMs: Object.fromEntries(reads),
    labelProblems: problems.slice(0, PROBLEMS_KEPT),
    policyVersion: fleet.policy.version,
    ...(rejected === undefined ? {} : { policyRejected: rejected }),
  };
}

function labelProblems({ hostId, snapshot }: HostObservation, fleet: Fleet): readonly LabelProblem[] {
  const unread = (snapshot?.invalid ?? []).map((one) => ({ ...one, hostId, leftAlone: true }));
  const own = [...fleet.views.values()].filter((view) => view.hostId === hostId);
  return [
    ...unread,
    ...own.flatMap((view) => view.containers.flatMap((container) => notFollowed(container, view, fleet))),
  ];
}

function notFollowed({ name, labels }: ContainerState, view: ServiceView, fleet: Fleet): readonly LabelProblem[] {
  const base = { hostId: view.hostId, containerName: name, leftAlone: false };
  const unknown = labels.dependsOn.filter((dependency) => !isKnown(dependency, view, fleet));
  const profile = labels.policy ?? 'default';
  return [
    ...(Object.hasOwn(fleet.policy.profiles, profile)
      ? []
      : [{ ...base, label: 'ares.policy', reason: `the policy has no profile ${profile}: default applies` }]),
    ...unknown.map((other) => ({ ...base, label: 'ares.depends-on', reason: `no service is called ${other}` })),
  ];
}

function isKnown(service: string, { hostId, project }: ServiceView, { views, knowledge }: Fleet): boolean {
  const serviceId = serviceIdOf(hostId, project, service);
  return views.has(serviceId) || knowledge.services.some((memory) => memory.serviceId === serviceId);
}

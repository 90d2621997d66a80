import type { ServiceView } from '../model/fleet.ts';
import { serviceIdOf } from '../monitor/service-view.ts';

/** Caller → what it calls. */
export type CallGraph = ReadonlyMap<string, readonly string[]>;

/** What the services on the hosts say that they depend on, by service id. */
export const callGraphOf = (views: Iterable<ServiceView>): CallGraph =>
  new Map(
    [...views].map(({ serviceId, hostId, project, dependsOn }) => [
      serviceId,
      dependsOn.map((name) => serviceIdOf(hostId, project, name)),
    ]),
  );

/** The same calls, each once and in the order of their names, so that no sum depends on how they were found. */
export const inOrder = (calls: CallGraph): CallGraph =>
  new Map(
    [...calls]
      .sort(([a], [b]) => byName(a, b))
      .map(([from, to]) => [from, [...new Set(to)].filter((callee) => callee !== from).sort(byName)]),
  );

/** By code unit, which is the same on every machine. */
export const byName = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** All that a service calls, directly or not; itself only if something of that calls it back. */
export function reachable(calls: CallGraph, from: string): ReadonlySet<string> {
  const found = new Set<string>(calls.get(from));
  for (const service of found) for (const callee of calls.get(service) ?? []) found.add(callee);
  return found;
}

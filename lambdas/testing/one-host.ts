import { aContainer, aPolicy, aSnapshot, type FakePorts, probes } from '@ares/simulator';

export interface OneHost {
  /** Kills the container of a service; a command brings it back. */
  crash(service?: string): void;
}

/** A host with one container a service, `cart` at first, whose restarts come true. */
export function oneHost(fakes: FakePorts, hostId: string): OneHost {
  const { clock } = fakes;
  const services = new Set(['cart']);
  const crashedAtMs = new Map<string, number>();
  const restartedAtMs = new Map<string, number>();
  const { budgets } = aPolicy();
  // The budget of the fleet is shared by the tests of a file.
  fakes.setPolicy(aPolicy({ budgets: { ...budgets, fleet: { inFlightMax: 1_000, perHourMax: 1_000 } } }));
  fakes.commands.onAccept(({ parameters }) => {
    const service = parameters.ContainerName?.split('-')[1] ?? '';
    crashedAtMs.delete(service);
    restartedAtMs.set(service, clock.now());
  });

  const container = (service: string) => {
    const base = { name: `shop-${service}-1`, labels: { service } };
    const diedAtMs = crashedAtMs.get(service);
    if (diedAtMs !== undefined) return aContainer({ ...base, ...dead(diedAtMs) });
    const startedAtMs = restartedAtMs.get(service);
    const seen = probes('ok', 10, clock.now());
    if (startedAtMs === undefined) return aContainer({ ...base, probes: seen });
    return aContainer({ ...base, startedAtMs, probes: seen.filter(({ atMs }) => atMs > startedAtMs) });
  };
  fakes.hosts.set(hostId, () =>
    aSnapshot({ hostId, takenAtMs: clock.now(), containers: [...services].map(container) }),
  );

  return {
    crash(service = 'cart') {
      services.add(service);
      crashedAtMs.set(service, clock.now());
    },
  };
}

const dead = (atMs: number) =>
  ({ state: 'exited', exitCode: 137, finishedAtMs: atMs, exitsAtMs: [atMs], probes: [] }) as const;

import type { ContainerFacts, DockerEngine } from '@ares/adapters/docker';
import { type LabelReading, parseLabels } from '@ares/config/labels';
import { sharedLooks } from './shared-looks.ts';

export interface Entry {
  readonly facts: ContainerFacts;
  readonly reading: Exclude<LabelReading, { kind: 'unmanaged' }>;
}

export interface ContainerIndex {
  /** Every container of the fleet, with valid labels or not. */
  entries(): readonly Entry[];
  get(id: string): Entry | undefined;
  /** Takes these for all that there are. */
  replace(containers: readonly ContainerFacts[]): void;
  /** Inspects it now; calls that come while it is being inspected share one more look. */
  refresh(id: string): Promise<void>;
  remove(id: string): void;
  /** Containers whose last inspection failed. */
  stale(): readonly string[];
}

/** What `inspect` said last of each container of one fleet. */
export function containerIndex(engine: DockerEngine, fleet: string, onError: (error: Error) => void): ContainerIndex {
  const entries = new Map<string, Entry>();
  const stale = new Set<string>();

  const put = (facts: ContainerFacts): void => {
    const reading = parseLabels(facts.dockerLabels, facts);
    if (reading.kind === 'unmanaged' || reading.fleet !== fleet) entries.delete(facts.id);
    else entries.set(facts.id, { facts, reading });
  };

  const look = async (id: string): Promise<void> => {
    try {
      const facts = await engine.inspect(id);
      if (facts) put(facts);
      else entries.delete(id);
      stale.delete(id);
    } catch (error) {
      stale.add(id);
      onError(error as Error);
    }
  };

  return {
    entries: () => [...entries.values()],
    get: (id) => entries.get(id),
    replace(containers) {
      entries.clear();
      stale.clear();
      for (const facts of containers) put(facts);
    },
    refresh: sharedLooks(look),
    remove(id) {
      entries.delete(id);
      stale.delete(id);
    },
    stale: () => [...stale],
  };
}

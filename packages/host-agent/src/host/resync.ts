import type { DockerEngine } from '@ares/adapters/docker';
import type { ContainerIndex } from './container-index.ts';

/**
 * Compares the list of containers, which is cheap, with what was listed before, and inspects what has changed.
 * @returns asked anew every time, it also heals inspections that failed
 */
export function resyncer(engine: DockerEngine, index: ContainerIndex): () => Promise<void> {
  let fingerprints = new Map<string, string>();
  return async () => {
    const listed = new Map((await engine.list()).map(({ id, fingerprint }) => [id, fingerprint]));
    const changed = [...listed].filter(([id, fingerprint]) => fingerprints.get(id) !== fingerprint).map(([id]) => id);
    const gone = index.entries().filter(({ facts }) => !listed.has(facts.id));
    const due = new Set([...changed, ...gone.map(({ facts }) => facts.id), ...index.stale()]);
    await Promise.all([...due].map((id) => index.refresh(id)));
    fingerprints = listed;
  };
}

import type { ContainerFacts, DockerEngine } from './docker-engine.ts';

const AT_ONCE = 4;

/** The facts of each container that is still there; a few at a time, to be gentle on the daemon. */
export async function inspectAll(engine: DockerEngine, ids: readonly string[]): Promise<readonly ContainerFacts[]> {
  const waiting = [...ids];
  const found: ContainerFacts[] = [];
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const facts = await engine.inspect(id);
      if (facts) found.push(facts);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

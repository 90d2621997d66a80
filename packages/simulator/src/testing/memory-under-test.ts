import { memoryKnowledge } from '../knowledge/memory-knowledge.ts';
import { virtualClock } from '../virtual-clock.ts';
import { type KnowledgeUnderTest, TTL_MS } from './knowledge-stage.ts';

/** An empty store of the simulator, by a clock of its own. */
export function memoryUnderTest(): KnowledgeUnderTest {
  const clock = virtualClock();
  const knowledge = memoryKnowledge(clock);
  return {
    knowledge,
    setKillSwitch: async (on) => knowledge.setKillSwitch(on),
    expireLeases: async () => clock.advance(TTL_MS),
    timeline: async (incidentId) => knowledge.timeline().filter((event) => event.incidentId === incidentId),
    outbox: async () => knowledge.outbox(),
  };
}

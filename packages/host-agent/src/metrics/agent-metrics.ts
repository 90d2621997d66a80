import { cpus, totalmem } from 'node:os';
import type { LoopLag } from '../probe/loop-lag.ts';
import { type Head, headText, sampleText } from './exposition.ts';

export interface AgentFigures {
  readonly dockerOk: boolean;
  readonly containers: number;
  readonly invalid: number;
  readonly intents: number;
  readonly events: { readonly sent: number; readonly failed: number };
}

interface Figure extends Head {
  readonly read: (figures: AgentFigures) => number;
}

// The host's, also where the agent's own container has a limit.
const cores = cpus().length;

const figures: readonly Figure[] = [
  {
    name: 'process_cpu_seconds_total',
    help: 'CPU time that the agent used.',
    read() {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
  },
  { name: 'process_resident_memory_bytes', help: 'Memory of the agent.', read: () => process.memoryUsage.rss() },
  {
    name: 'ares_agent_docker_up',
    help: '1 while Docker answers and its events are followed.',
    read: ({ dockerOk }) => Number(dockerOk),
  },
  { name: 'ares_agent_containers', help: 'Containers with valid labels.', read: ({ containers }) => containers },
  {
    name: 'ares_agent_invalid_containers',
    help: 'Containers whose labels cannot be read.',
    read: ({ invalid }) => invalid,
  },
  {
    name: 'ares_agent_human_intents',
    help: 'Containers that a person stopped, paused or removed.',
    read: ({ intents }) => intents,
  },
  {
    name: 'ares_agent_events_sent_total',
    help: 'Wakes that the event bus took.',
    read: ({ events }) => events.sent,
  },
  {
    name: 'ares_agent_events_failed_total',
    help: 'Wakes that the event bus did not take.',
    read: ({ events }) => events.failed,
  },
  { name: 'machine_cpu_cores', help: 'CPU cores of the host.', read: () => cores },
  { name: 'machine_memory_bytes', help: 'Memory of the host.', read: totalmem },
];

/** @returns what the agent says of itself and of its host, read when scraped */
export function agentMetrics(lag: Pick<LoopLag, 'maxMsSince'>): (figures: AgentFigures) => string {
  let sinceMs = performance.now();
  const lagFigure: Figure = {
    name: 'ares_agent_event_loop_lag_seconds',
    help: "The longest that the agent's own loop was late since the last scrape.",
    read() {
      const lagMs = lag.maxMsSince(sinceMs);
      sinceMs = performance.now();
      return lagMs / 1_000;
    },
  };
  const all = [...figures, lagFigure];
  return (told) => all.map((figure) => headText(figure) + sampleText(figure.name, '', figure.read(told))).join('');
}

import { cpus, totalmem } from 'node:os';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { LoopLag } from '../probe/loop-lag.ts';

export interface AgentFigures {
  readonly dockerOk: boolean;
  readonly containers: number;
  readonly invalid: number;
  readonly intents: number;
}

/** What the agent says of itself and of its host, read when scraped. */
export function agentMetrics(registry: Registry, lag: LoopLag, figures: () => AgentFigures): void {
  const registers = [registry];
  // The host's, also where the agent's own container has a limit.
  const cores = cpus().length;
  let sinceMs = performance.now();
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };

  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'CPU time that the agent used.',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  gauge('process_resident_memory_bytes', 'Memory of the agent.', () => process.memoryUsage.rss());
  gauge(
    'ares_agent_event_loop_lag_seconds',
    "The longest that the agent's own loop was late since the last scrape.",
    () => {
      const lagMs = lag.maxMsSince(sinceMs);
      sinceMs = performance.now();
      return lagMs / 1_000;
    },
  );
  gauge('ares_agent_docker_up', '1 while Docker answers and its events are followed.', () =>
    Number(figures().dockerOk),
  );
  gauge('ares_agent_containers', 'Containers with valid labels.', () => figures().containers);
  gauge('ares_agent_invalid_containers', 'Containers whose labels cannot be read.', () => figures().invalid);
  gauge('ares_agent_human_intents', 'Containers that a person stopped, paused or removed.', () => figures().intents);
  gauge('machine_cpu_cores', 'CPU cores of the host.', () => cores);
  gauge('machine_memory_bytes', 'Memory of the host.', totalmem);
}

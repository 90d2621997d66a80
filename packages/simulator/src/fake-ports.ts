import { askedAnswers, type Policy, type Ports } from '@ares/core';
import { aPolicy } from './builders/policy.ts';
import { START_MS } from './builders/snapshot.ts';
import { type MemoryKnowledge, memoryKnowledge } from './knowledge/memory-knowledge.ts';
import { type RecordingRunner, recordingRunner } from './recording-runner.ts';
import { type ScriptedHosts, scriptedHosts } from './scripted-hosts.ts';
import { type ScriptedMetrics, scriptedMetrics } from './scripted-metrics.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

export interface LogLine {
  readonly level: 'info' | 'warn';
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Ports that can be handed to `tick`, each with the handles of its fake. */
export interface FakePorts extends Ports {
  readonly clock: VirtualClock;
  readonly hosts: ScriptedHosts;
  readonly metrics: ScriptedMetrics;
  readonly commands: RecordingRunner;
  readonly knowledge: MemoryKnowledge;
  setPolicy(policy: Policy, rejected?: string): void;
  readonly lines: readonly LogLine[];
}

/** A world without hosts, at `START_MS`, under `aPolicy()`; ids are `1`, `2`, … */
export function aFakePorts(startMs: number = START_MS): FakePorts {
  const clock = virtualClock(startMs);
  const commands = recordingRunner(clock);
  const lines: LogLine[] = [];
  let reading = { policy: aPolicy() };
  let ids = 0;
  return {
    clock,
    hosts: scriptedHosts(),
    metrics: scriptedMetrics(),
    commands,
    answers: askedAnswers(commands),
    knowledge: memoryKnowledge(clock),
    policy: async () => reading,
    setPolicy(policy, rejected) {
      reading = { policy, ...(rejected === undefined ? {} : { rejected }) };
    },
    newId() {
      ids += 1;
      return String(ids);
    },
    log: {
      info: (event, fields) => void lines.push({ level: 'info', event, fields }),
      warn: (event, fields) => void lines.push({ level: 'warn', event, fields }),
    },
    lines,
  };
}

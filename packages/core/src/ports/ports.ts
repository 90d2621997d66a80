import type { Policy } from '../model/policy.ts';
import type { Clock } from './clock.ts';
import type { CommandRunner } from './command-runner.ts';
import type { HostReader } from './host-reader.ts';
import type { KnowledgeStore } from './knowledge-store.ts';
import type { MetricReader } from './metric-reader.ts';

/** The policy in force and, where the newest text was refused, why. */
export interface PolicyReading {
  readonly policy: Policy;
  readonly rejected?: string;
}

export interface Log {
  info(event: string, fields: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields: Readonly<Record<string, unknown>>): void;
}

/** All that the loop knows of the outside world. */
export interface Ports {
  readonly clock: Clock;
  readonly hosts: HostReader;
  readonly metrics: MetricReader;
  readonly commands: CommandRunner;
  readonly knowledge: KnowledgeStore;
  readonly policy: () => Promise<PolicyReading>;
  /** Unique ids for incidents; sequential in tests and simulations. */
  readonly newId: () => string;
  readonly log: Log;
}

import type { Policy } from '../model/policy.ts';
import type { Clock } from './clock.ts';
import type { AnswerReader, CommandRunner } from './command-runner.ts';
import type { HostReader } from './host-reader.ts';
import type { KnowledgeStore } from './knowledge-store.ts';
import type { MetricReader } from './metric-reader.ts';
import type { ServiceModels } from './service-models.ts';

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
  /** Of those who send: `heal` and `followUp`. */
  readonly commands: CommandRunner;
  /** What `tick` reads instead, since it sends nothing itself. */
  readonly answers: AnswerReader;
  readonly knowledge: KnowledgeStore;
  /** Left out where nothing is learnt. */
  readonly models?: ServiceModels;
  readonly policy: () => Promise<PolicyReading>;
  /** Unique ids for incidents; sequential in tests and simulations. */
  readonly newId: () => string;
  readonly log: Log;
}

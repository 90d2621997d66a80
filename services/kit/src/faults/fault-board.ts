import type { Logger } from 'pino';
import { ProblemError } from '../http/problem.ts';
import { cpuFault } from './cpu.ts';
import { dependencyFault } from './dependency.ts';
import { errorsFault } from './errors.ts';
import type { ActiveFault, Fault } from './fault.ts';
import { latencyFault } from './latency.ts';
import { memoryFault } from './memory.ts';
import type { RequestFaults } from './request-faults.ts';
import { unreadyFault } from './unready.ts';

/** All faults of one service process, each on or off. */
export class FaultBoard {
  readonly state: RequestFaults = {};
  readonly #faults: ReadonlyMap<string, Fault>;
  readonly #active = new Map<string, ActiveFault>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
    const all = [
      latencyFault(this.state),
      errorsFault(this.state),
      unreadyFault(this.state),
      cpuFault(),
      memoryFault(),
      dependencyFault(),
    ];
    this.#faults = new Map(all.map((fault) => [fault.name, fault]));
  }

  list(): { name: string; on: boolean; params?: unknown }[] {
    return [...this.#faults.keys()].map((name) => {
      const active = this.#active.get(name);
      return active ? { name, on: true, params: active.params } : { name, on: false };
    });
  }

  switchOn(name: string, input: unknown): unknown {
    const fault = this.#named(name);
    const parsed = fault.schema.parse(input);
    this.#active.get(name)?.revert();
    const active = fault.switchOn(parsed);
    this.#active.set(name, active);
    this.#log.warn({ fault: name, params: active.params }, 'fault.on');
    return active.params;
  }

  switchOff(name: string): void {
    this.#named(name);
    this.#active.get(name)?.revert();
    if (this.#active.delete(name)) this.#log.warn({ fault: name }, 'fault.off');
  }

  #named(name: string): Fault {
    const fault = this.#faults.get(name);
    if (fault) return fault;
    const known = [...this.#faults.keys()].join(', ');
    throw new ProblemError(404, 'unknown-fault', `There is no fault named "${name}"; there are ${known}.`);
  }
}

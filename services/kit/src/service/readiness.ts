import type { Logger } from 'pino';
import type { RequestFaults } from '../faults/request-faults.ts';

export type ReadinessCheck = () => Promise<void>;

/** Why a service cannot serve; empty when it can. */
export type NotReady = Readonly<Record<string, string>>;

const checkTimeoutMs = 1_000;

/** Answers whether the service can do its work; each check has its own time limit and runs once at a time. */
export class Readiness {
  /** A reason that stands for itself and skips the checks, such as `starting`. */
  phase: 'starting' | 'serving' | 'stopping' = 'starting';
  readonly #checks: ReadonlyMap<string, ReadinessCheck>;
  readonly #faults: RequestFaults;
  readonly #log: Logger;
  readonly #running = new Map<string, Promise<string | undefined>>();
  #known = '{}';

  constructor(checks: Readonly<Record<string, ReadinessCheck>>, faults: RequestFaults, log: Logger) {
    this.#checks = new Map(Object.entries(checks));
    this.#faults = faults;
    this.#log = log;
  }

  async notReady(): Promise<NotReady> {
    if (this.phase !== 'serving') return { service: this.phase };
    if (this.#faults.unready) return { service: 'switched unready by a fault' };
    const names = [...this.#checks.keys()];
    const reasons = await Promise.all(names.map((name) => this.#check(name)));
    const failed = Object.fromEntries(names.flatMap((name, i) => (reasons[i] ? [[name, reasons[i]]] : [])));
    this.#tellChange(failed);
    return failed;
  }

  #check(name: string): Promise<string | undefined> {
    const running = this.#running.get(name) ?? this.#start(name);
    const { promise: late, resolve } = Promise.withResolvers<string>();
    const timer = setTimeout(() => resolve(`no answer in ${checkTimeoutMs} ms`), checkTimeoutMs);
    return Promise.race([running, late]).finally(() => clearTimeout(timer));
  }

  #start(name: string): Promise<string | undefined> {
    const check = this.#checks.get(name) as ReadinessCheck;
    // A check may throw before it returns its promise.
    const outcome = Promise.resolve()
      .then(check)
      .then(
        () => undefined,
        (error: unknown) => this.#failed(name, error),
      )
      .finally(() => this.#running.delete(name));
    this.#running.set(name, outcome);
    return outcome;
  }

  #failed(check: string, error: unknown): string {
    this.#log.debug({ check, err: error }, 'readiness.failed');
    return 'not reachable';
  }

  #tellChange(failed: NotReady): void {
    const now = JSON.stringify(failed);
    if (now !== this.#known) this.#log[now === '{}' ? 'info' : 'warn']({ notReady: failed }, 'readiness.changed');
    this.#known = now;
  }
}

import { ProblemError } from '@shop/kit';

const waitingMax = 64;

/** Bounds how many hashes are made at once, because each takes 19 MiB; refuses when too many wait. */
export class HashSlots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(slots: number) {
    this.#free = slots;
  }

  /** @throws ProblemError 503 if the queue is full */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.#take();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  async #take(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    if (this.#waiting.length >= waitingMax) {
      throw new ProblemError(503, 'busy', 'Too many people sign in right now. Try again shortly.', {
        headers: { 'retry-after': '2' },
      });
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

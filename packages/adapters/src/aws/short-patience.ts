export interface PatienceOptions {
  /** For one question, with all that is tried again */
  readonly timeoutMs: number;
  /** After a failure nobody is asked for so long. */
  readonly restMs: number;
  /** @default Date.now */
  readonly now?: () => number;
}

/** Asks; the signal ends when there is no more patience. @throws Error of the question, or that there is no answer */
export type Patience = <T>(ask: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** For what the loop can do without: whoever answers late or not at all holds it up once, and then is left alone. */
export function shortPatience({ timeoutMs, restMs, now = Date.now }: PatienceOptions): Patience {
  let restsUntilMs = Number.NEGATIVE_INFINITY;
  return async (ask) => {
    if (now() < restsUntilMs) throw new Error(`not asked again yet, after a failure less than ${restMs / 1_000} s ago`);
    const patience = new AbortController();
    const noAnswer = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      noAnswer.reject(new Error(`no answer within ${timeoutMs / 1_000} s`));
      patience.abort();
    }, timeoutMs);
    try {
      return await Promise.race([ask(patience.signal), noAnswer.promise]);
    } catch (error) {
      restsUntilMs = now() + restMs;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}

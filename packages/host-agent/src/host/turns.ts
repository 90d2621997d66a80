export interface Turns {
  /** Runs the work after all that was given before; its failure is reported and does not stop the next. */
  take(work: () => void | Promise<void>): Promise<void>;
}

/** One thing at a time, in order. */
export function turns(onError: (error: unknown) => void): Turns {
  let last = Promise.resolve();
  return {
    take(work) {
      last = last.then(work).catch(onError);
      return last;
    },
  };
}

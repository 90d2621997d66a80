/**
 * Does something again and again beside the loop, never twice at once.
 * @param once tells its failures itself and does not throw
 * @returns `stop` resolves when what runs is over
 */
export function repeat(
  once: () => Promise<void>,
  { firstMs, everyMs }: { readonly firstMs: number; readonly everyMs: number },
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const inAWhile = (ms: number): void => {
    timer = setTimeout(() => {
      running = running.then(once);
      inAWhile(everyMs);
    }, ms);
  };
  inAWhile(firstMs);
  return {
    async stop() {
      clearTimeout(timer);
      await running;
    },
  };
}

/** Runs the work again and again, `everyMs` apart, but never twice at a time. Returns how to stop. */
export function repeat(everyMs: number, work: () => Promise<void>): () => void {
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    await work().finally(() => {
      busy = false;
    });
  }, everyMs);
  return () => clearInterval(timer);
}

/**
 * Runs work that must not be left half done: the first Ctrl-C or SIGTERM aborts its signal, and it clears up after
 * itself; a second one ends the process.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onSignal = (name: string): void => controller.abort(new Error(`ended by ${name}`));
  const names = ['SIGINT', 'SIGTERM'] as const;
  for (const name of names) process.once(name, onSignal);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of names) process.off(name, onSignal);
  }
}

type Close = () => Promise<unknown> | unknown;

/** What was started, so that all of it ends: the last first, each even where another one does not. */
export interface Closing {
  add(name: string, close: Close): void;
  all(): Promise<void>;
}

export function closing(warn: (line: string) => void): Closing {
  const open: (readonly [name: string, close: Close])[] = [];
  let ended: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    for (let next = open.pop(); next; next = open.pop()) {
      const [name, close] = next;
      try {
        await close();
      } catch (error) {
        warn(`${name} did not end: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  return {
    add: (name, close) => void open.push([name, close]),
    // An interrupt may come while the end is under way.
    all: () => (ended ??= end()),
  };
}

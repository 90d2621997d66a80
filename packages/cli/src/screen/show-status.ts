import { setTimeout as sleep } from 'node:timers/promises';
import { dateTime } from './format.ts';
import { liveScreen } from './live-screen.ts';

export interface StatusShow<Look> {
  readonly read: () => Promise<Look>;
  readonly picture: (look: Look) => string;
  /** What has changed since the look before, a line each. */
  readonly changes: (before: Look, after: Look) => readonly string[];
  /** Everything is well: no need to wait before the first picture. */
  readonly isCalm: (look: Look) => boolean;
  readonly stream: Parameters<typeof liveScreen>[0];
  /** Of what failed; the same failure is told once as long as it lasts. */
  readonly onError: (error: unknown) => void;
  readonly everyMs: number;
}

interface Shown<Look> {
  draw(look: Look): void;
  /** One more line; a picture tells it by itself. */
  line(text: string): void;
  end(): void;
}

/** Shows the status until it is stopped: on a terminal one live picture; elsewhere the picture once, then the changes. */
export function showStatus<Look>(show: StatusShow<Look>): { line(text: string): void; stop(): Promise<void> } {
  const shown = show.stream.isTTY ? live(show) : lines(show);
  const stopping = new AbortController();
  const running = repeat(show, shown, stopping.signal);
  return {
    line: shown.line,
    async stop() {
      stopping.abort();
      await running;
      shown.end();
    },
  };
}

async function repeat<Look>(
  { read, onError, everyMs }: StatusShow<Look>,
  { draw }: Shown<Look>,
  signal: AbortSignal,
): Promise<void> {
  let failure = '';
  while (!signal.aborted) {
    try {
      draw(await read());
      failure = '';
    } catch (error) {
      if (String(error) !== failure) onError(error);
      failure = String(error);
    }
    await sleep(everyMs, undefined, { signal }).catch(() => {});
  }
}

function live<Look>({ stream, picture }: StatusShow<Look>): Shown<Look> {
  const screen = liveScreen(stream);
  return { draw: (look) => screen.draw(picture(look)), line: () => {}, end: screen.end };
}

/** So often a fleet that has just been started may be looked at before it is shown as it is. */
const FIRST_LOOKS = 5;

function lines<Look>({ stream, picture, changes, isCalm }: StatusShow<Look>): Shown<Look> {
  let last: Look | undefined;
  let looks = 0;
  const line = (text: string): void => void stream.write(`${dateTime(Date.now())}  ${text}\n`);
  return {
    draw(look) {
      looks += 1;
      if (last !== undefined) changes(last, look).forEach(line);
      else if (looks >= FIRST_LOOKS || isCalm(look)) stream.write(`${picture(look)}\n\n`);
      else return;
      last = look;
    },
    line,
    end: () => {},
  };
}

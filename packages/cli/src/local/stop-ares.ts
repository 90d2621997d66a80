import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../cli-error.ts';
import { runningAres } from './home-claim.ts';

const TRY_EVERY_MS = 100;
const WAIT_MS = 30_000;

/**
 * Stops the ARES that runs on this home in its orderly way, and waits until it is gone.
 * @param tell hears of it before it is stopped
 * @throws CliError when it may not be stopped, or does not stop in time
 */
export async function stopAres(home: string, tell: (pid: number) => void, waitMs = WAIT_MS): Promise<void> {
  const running = runningAres(home);
  if (running === undefined) return;
  tell(running.pid);
  terminate(running.pid);
  for (let waitedMs = 0; waitedMs < waitMs; waitedMs += TRY_EVERY_MS) {
    if (runningAres(home) === undefined) return;
    await sleep(TRY_EVERY_MS);
  }
  throw new CliError(`the ARES that runs here (process ${running.pid}) does not stop`, {
    remedy: `end it with \`kill -9 ${running.pid}\`, and run this again`,
  });
}

function terminate(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ESRCH') return;
    throw new CliError(`the ARES that runs here (process ${pid}) is another user's`, {
      remedy: 'run this as that user, or have it stopped first',
      cause,
    });
  }
}

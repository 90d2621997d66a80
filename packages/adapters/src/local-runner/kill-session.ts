import { readdirSync, readFileSync } from 'node:fs';

const PASSES_MAX = 20;

/**
 * Kills every process of a session, whatever groups it has made: `timeout` puts its commands into groups of their
 * own. Repeated until none is left, because a process may fork while the list is read.
 */
export function killSession(sessionId: number): void {
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    const members = sessionMembers(sessionId);
    if (members.length === 0) return;
    for (const pid of members) kill(pid);
  }
}

/** Processes of the session that still run; zombies only wait for their parent. */
export function sessionMembers(sessionId: number): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => isMember(pid, sessionId))
    .map(Number);
}

function isMember(pid: string, sessionId: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name stands in parentheses and may contain anything, so the fields are counted after the last one.
    const [state, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state !== 'Z' && Number(session) === sessionId;
  } catch {
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already, or another user's: the next pass sees whether it is still there.
  }
}

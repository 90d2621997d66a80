import { chmodSync, mkdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The user that the host agent's container runs as, as its Compose file has it. */
const AGENT_UID = 10_001;

/** Read, and search, for others. */
const rights = { list: 0o5, pass: 0o1 } as const;

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Makes the ledger's folder so that the agent can enter it whatever the umask; one that is there stays as it is. */
export function makeStateDir(dir: string): void {
  const first = mkdirSync(dir, { recursive: true });
  if (first === undefined) return;
  for (let made = dir; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o755);
}

/**
 * The folder that keeps the host agent from the ledger, without which it takes ARES's own stops for a person's.
 * Folders above do not count: the agent has this one mounted.
 */
export function shutToAgent(stateDir: string): string | undefined {
  const agent = { uid: AGENT_UID, gid: statOf('/var/run/docker.sock')?.gid ?? AGENT_UID };
  const wanted = [
    { folder: stateDir, right: 'pass' },
    { folder: join(stateDir, 'ledger'), right: 'list' },
  ] as const;
  return wanted.find(({ folder, right }) => {
    const found = statOf(folder);
    return found !== undefined && !mayEnter(found, agent, right);
  })?.folder;
}

/** By the owner's bits for the owner, the group's for the group, else those for others. */
export function mayEnter(folder: Pick<Stats, 'mode' | 'uid' | 'gid'>, user: User, right: keyof typeof rights): boolean {
  const shift = folder.uid === user.uid ? 6 : folder.gid === user.gid ? 3 : 0;
  return ((folder.mode >> shift) & rights[right]) === rights[right];
}

const statOf = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });

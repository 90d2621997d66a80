const remedies: readonly (readonly [sign: RegExp, remedy: string])[] = [
  [/no space left on device|disk quota exceeded|ENOSPC/i, 'the disk is full: free some space and start again'],
  [/read-only file system|EROFS/i, 'the disk is read-only: mount it writable, or set DATABASE_URL'],
  [/could not bind|address already in use/i, 'its port was taken meanwhile: start again'],
  [
    /database files are incompatible with server/i,
    'its data belong to another PostgreSQL version: move them away, or set DATABASE_URL',
  ],
  [
    /could not (resize|create|open) shared memory|cannot allocate memory/i,
    'too little memory or shared memory (/dev/shm): free some, or set DATABASE_URL',
  ],
  [
    /permission denied|EACCES|EPERM|has wrong ownership|invalid permissions/i,
    'run ARES as the user who started it first (sudo after sudo), or set DATABASE_URL',
  ],
  [/lib[\w.+-]+: cannot open shared object|ENOENT.*postgres/i, 'run `npm ci` again, or set DATABASE_URL'],
];

/** The next step for what PostgreSQL or the system said. */
export const embeddedRemedy = (said: string): string =>
  remedies.find(([sign]) => sign.test(said))?.[1] ?? 'look at its log, or set DATABASE_URL to a PostgreSQL of your own';

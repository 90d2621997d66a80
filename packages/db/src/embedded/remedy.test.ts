import { expect, test } from 'vitest';
import { embeddedRemedy } from './remedy.ts';
import { embeddedError } from './store.ts';

test.each([
  ['initdb: error: could not write to file: No space left on device', 'disk is full'],
  ['FATAL:  could not bind IPv4 address "127.0.0.1": Address already in use', 'port was taken'],
  ["EACCES: permission denied, open '/x/password'", 'as the user who started it first'],
  ['FATAL:  database files are incompatible with server', 'another PostgreSQL version'],
  ['FATAL:  could not resize shared memory segment', 'shared memory'],
  ['postgres: error while loading shared libraries: libicui18n.so.60: cannot open shared object file', 'npm ci'],
  ['something new', 'DATABASE_URL'],
])('%s', (said, remedy) => expect(embeddedRemedy(said)).toContain(remedy));

test('the line that says why is the message', () => {
  const cause = Object.assign(new Error('Command failed: initdb'), {
    stderr: 'creating directory ... ok\ninitdb: error: could not create file: No space left on device\nremoving data\n',
  });
  expect(embeddedError('the store cannot be made', cause)).toMatchObject({
    message: 'the store cannot be made: initdb: error: could not create file: No space left on device',
    remedy: expect.stringContaining('disk is full'),
  });
});

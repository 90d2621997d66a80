import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decoyHash, hashPassword, isOutdated, verifyPassword } from './password-hasher.ts';
import { fromPhc, toPhc } from './phc.ts';

/** From the test suite of the argon2 reference implementation. */
const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';

test('a hash made by the reference implementation is understood', async () => {
  expect(await verifyPassword('password', reference)).toBe(true);
  expect(await verifyPassword('Password', reference)).toBe(false);
});

test('a password fits its own hash at the recommended cost, and no other', async () => {
  const hash = await hashPassword('correct horse battery');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword('correct horse battery', hash)).toBe(true);
  expect(await verifyPassword('correct horse batterz', hash)).toBe(false);
});

test('the same password has another hash each time', async () => {
  expect(await hashPassword('correct horse battery')).not.toBe(await hashPassword('correct horse battery'));
});

test('one way of writing an accent is as good as the other', async () => {
  expect(await verifyPassword('cafe\u0301 au lait', await hashPassword('café au lait'))).toBe(true);
});

test('the decoy costs what a real hash costs', () => {
  expect(isOutdated(decoyHash)).toBe(false);
  expect(isOutdated(reference)).toBe(true);
});

test('PHC text comes back as it went', () =>
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 8, maxLength: 64 }),
      fc.uint8Array({ minLength: 16, maxLength: 64 }),
      fc.integer({ min: 8, max: 9_999_999 }),
      (salt, hash, memoryKib) => {
        const value = { memoryKib, passes: 3, parallelism: 2, salt: Buffer.from(salt), hash: Buffer.from(hash) };
        expect(fromPhc(toPhc(value))).toEqual(value);
      },
    ),
  ));

test.each(['', 'password', '$2b$10$abc', reference.replace('argon2id', 'argon2i'), reference.slice(0, -30)])(
  '%j is no such hash',
  (text) => expect(() => fromPhc(text)).toThrow(/PHC/),
);

import { expect, test } from 'vitest';
import { KeyEncryption } from './key-encryption.ts';

const encryption = new KeyEncryption('a secret of at least thirty-two characters');

test('what was encrypted comes back, and looks different each time', () => {
  const sealed = encryption.encrypt('private', 'kid-1');
  expect(encryption.decrypt(sealed, 'kid-1')).toBe('private');
  expect(encryption.encrypt('private', 'kid-1')).not.toBe(sealed);
  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('private');
});

test('another secret, another context or a changed byte is noticed', () => {
  const sealed = encryption.encrypt('private', 'kid-1');
  const changed = Buffer.from(sealed, 'base64');
  changed[changed.length - 1] = (changed.at(-1) as number) ^ 1;
  expect(() => new KeyEncryption('b secret of at least thirty-two characters').decrypt(sealed, 'kid-1')).toThrow();
  expect(() => encryption.decrypt(sealed, 'kid-2')).toThrow();
  expect(() => encryption.decrypt(changed.toString('base64'), 'kid-1')).toThrow();
});

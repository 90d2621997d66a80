import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandComment } from './command-comment.ts';

const anyActionId = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{7,127}$/);

test('the comment is the action id where it fits', () => {
  expect(commandComment('incident-1.0.1', 'restart')).toBe('incident-1.0.1');
  expect(commandComment('a'.repeat(100), 'restart')).toBe('a'.repeat(100));
  expect(commandComment('a'.repeat(101), 'restart')).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test('row 3: every action has a comment of its own that SSM takes', () =>
  fc.assert(
    fc.property(fc.uniqueArray(anyActionId, { minLength: 2, maxLength: 2 }), fc.boolean(), (ids, isQuery) => {
      const comments = ids.map((id) => commandComment(id, isQuery ? 'query' : 'restart'));
      expect(new Set(comments).size).toBe(2);
      for (const comment of comments) expect(comment.length).toBeLessThanOrEqual(100);
    }),
  ));

test('a query is never taken for the action, however long its id', () => {
  for (const id of ['incident-1.0.1', 'a'.repeat(95), 'a'.repeat(128)])
    expect(commandComment(id, 'query')).not.toBe(commandComment(id, 'restart'));
});

import { expect, test } from 'vitest';
import { saidByApp } from './said-by-app.ts';

const stderr = `/app/cdk/config/context.ts:21
  if (bad) throw new ContextError(given);
           ^

ContextError: The context of the deployment is wrong:
- fleet is "!", but must be a letter
    at parseContext (file:///app/cdk/config/context.ts:21:51)

Node.js v24.21.0
`;

test('the message alone, all its lines', () => {
  expect(saidByApp(stderr)).toBe('The context of the deployment is wrong:\n- fleet is "!", but must be a letter');
  expect(saidByApp('TypeError [ERR_X]: no such thing\n    at x')).toBe('no such thing');
});

test('what is no error of Node’s is told as it was', () => expect(saidByApp('killed\n')).toBe('killed'));

import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * What is looked up while synthesizing is looked up in an account.
 * @throws Error with the remedy where the stack fits any account
 */
export function requireAccount(scope: Construct, because: string): void {
  const { account, region } = Stack.of(scope);
  if (!Token.isUnresolved(account) && !Token.isUnresolved(region)) return;
  throw new Error(`${because}, and cannot be looked up without an account: sign in to AWS and choose a region`);
}

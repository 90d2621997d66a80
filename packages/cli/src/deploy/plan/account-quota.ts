import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { Context } from '../context/context.ts';
import { lambdaConcurrency } from './quotas.ts';

/** What the context value may be. */
const MIN = 10;
const MAX = 10_000;

/** What app and queues are sized from, where nobody gave another figure: the account's quota as it is. */
export const withAccountQuota = async (context: Context, lambda: LambdaClient): Promise<Context> => ({
  lambdaConcurrency: String(Math.min(MAX, Math.max(MIN, await lambdaConcurrency(lambda)))),
  ...context,
});

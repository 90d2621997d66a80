import './migrations-folder.ts';
import type { Pruned } from '@ares/adapters/postgres';
import { migratorEnvironment } from '@ares/config/aws';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { environment } from '../kit/environment.ts';
import type { ResourceAnswer } from '../kit/resource-event.ts';
import { onEvent } from './on-event.ts';
import { ownerPool } from './owner-pool.ts';
import { isPrune, prune } from './prune.ts';

const variables = environment(migratorEnvironment);
const { MASTER_SECRET_ARN: secret } = variables;

/** The secret is read anew each time: RDS may rotate it. */
const open = async () => ownerPool(variables, await getSecret(secret, { transform: 'json', forceFetch: true }));

export const handler = (event: unknown): Promise<ResourceAnswer | Pruned> =>
  isPrune(event) ? prune(open, Date.now()) : onEvent(open, event);

import { postgresAdmin, postgresReader, postgresRoster } from '@ares/adapters/postgres';
import { createApi, gatewayAuthorizer } from '@ares/api';
import { apiEnvironment, userGroups } from '@ares/config/aws';
import { Logger } from '@aws-lambda-powertools/logger';
import { handle } from 'hono/aws-lambda';
import { databasePool } from '../kit/database-pool.ts';
import { environment } from '../kit/environment.ts';
import { logOf } from '../kit/log-of.ts';
import manifest from '../package.json' with { type: 'json' };

const variables = environment(apiEnvironment);
const { SIGN_IN_ISSUER: issuer, SIGN_IN_CLIENT_ID: clientId, SIGN_IN_DOMAIN: domain } = variables;
// A person waits: a slow database is told at once, and leaves time for the answer.
const pool = databasePool(variables, {
  patience: { connectMs: 2_000, statementMs: 3_000, lockMs: 1_000, answerMs: 4_000 },
});

export const handler = handle(
  createApi({
    reader: postgresReader(pool),
    admin: postgresAdmin(pool),
    shards: postgresRoster(pool).shards,
    authorize: gatewayAuthorizer(userGroups),
    version: manifest.version,
    log: logOf(new Logger({ serviceName: 'ares-api' })),
    signIn: { issuer, clientId, domain },
  }),
);

import { apiEnvironment } from '@ares/config/aws';
import type { Construct } from 'constructs';
import { AresFunction } from './ares-function.ts';
import { databaseEnvironment } from './database-environment.ts';
import { environmentOf } from './environment-of.ts';
import type { DatabaseContext } from './function-context.ts';

interface ApiProps extends Omit<DatabaseContext, 'poolSize'> {
  /** As planned; 0 where the account has none to reserve: the loop then shares its executions with people */
  readonly reservedExecutions: number;
  /** What a browser or `ares login` needs to sign in */
  readonly signIn: { readonly issuer: string; readonly clientId: string; readonly domain: string };
}

/** An execution answers one request, whose reads follow one another. */
const POOL_SIZE = 1;

/** Answers people. It may do nothing in AWS but sign in to the database. */
export function apiFunction(scope: Construct, props: ApiProps): AresFunction {
  const { network, database, logRetentionDays, reservedExecutions, signIn } = props;
  const environment = environmentOf(apiEnvironment, {
    ...databaseEnvironment({ ...props, poolSize: POOL_SIZE }, 'api'),
    SIGN_IN_ISSUER: signIn.issuer,
    SIGN_IN_CLIENT_ID: signIn.clientId,
    SIGN_IN_DOMAIN: signIn.domain,
  });
  const api = new AresFunction(scope, 'Api', {
    ...{ name: 'api', logRetentionDays, environment, network, reservedExecutions },
  });
  database.grantSignIn(api, 'api');
  return api;
}

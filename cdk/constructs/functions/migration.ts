import { join } from 'node:path';
import { databaseConnectionsMax, migratorEnvironment } from '@ares/config/aws';
import { type CustomResource, FileSystem, IgnoreMode } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Schedule } from '../rules/schedule.ts';
import { allow } from './allow.ts';
import { answerOf } from './answer.ts';
import { AresFunction } from './ares-function.ts';
import { environmentOf } from './environment-of.ts';
import type { DatabaseContext } from './function-context.ts';

const schema = join(import.meta.dirname, '../../../packages/db');

interface Migration {
  /** Done before anything that needs schema or roles */
  readonly migrated: CustomResource;
  readonly migrator: AresFunction;
}

/**
 * Brings schema and roles up to date, before the functions that need them are, and prunes once a day. It runs in the
 * VPC, and alone reads the secret of the database's owner.
 */
export function migration(
  scope: Construct,
  { fleet, network, database, poolSize, logRetentionDays }: DatabaseContext,
): Migration {
  const environment = environmentOf(migratorEnvironment, {
    ARES_FLEET: fleet,
    ...database.address(),
    DATABASE_POOL: poolSize,
    MASTER_SECRET_ARN: database.masterSecret.secretArn,
  });
  const migrator = new AresFunction(scope, 'Migrator', {
    name: 'migrator',
    logRetentionDays,
    environment,
    network,
    folder: 'packages/db/migrations',
    failedEvents: 'forgotten',
  });
  allow(migrator, 'secretsmanager:GetSecretValue', database.masterSecret.secretArn);
  const properties = { Fingerprint: fingerprintOf(schema), ConnectionsMax: databaseConnectionsMax };
  const migrated = answerOf(scope, 'Migration', { handler: migrator, logRetentionDays, properties });
  migrated.node.addDependency(database.instance);
  // Who decides or tells may delete no story: the owner bounds what is kept.
  const everyDay = { expression: 'rate(1 day)', target: migrator, input: { kind: 'prune' } };
  new Schedule(scope, 'EveryDay', { ...everyDay, description: `ARES ${fleet}: EveryDay` }).node.addDependency(migrated);
  return { migrated, migrator };
}

/** Another one when a migration or a role is: tests and packages do not count. */
const fingerprintOf = (folder: string): string =>
  FileSystem.fingerprint(folder, { exclude: ['node_modules', '*.test.ts', 'dist'], ignoreMode: IgnoreMode.GIT });

import { type DatabaseUser, databaseRoles } from '@ares/config/aws';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { InstanceType, type ISecurityGroup, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import {
  Credentials,
  DatabaseInstance,
  DatabaseInstanceEngine,
  DatabaseSecret,
  ParameterGroup,
  PostgresEngineVersion,
  StorageType,
} from 'aws-cdk-lib/aws-rds';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type DatabaseInstanceSize, instanceSizes } from './instance-sizes.ts';

export interface DatabaseProps {
  readonly vpc: IVpc;
  readonly privateSubnets: SubnetSelection;
  readonly securityGroup: ISecurityGroup;
  readonly size: DatabaseInstanceSize;
  readonly multiAz: boolean;
}

const NAME = 'ares';
const STORAGE_GIB = 20;
const STORAGE_GIB_MAX = 100;

/** The knowledge store. It outlives its stack: what ARES knows is not thrown away by a command. */
export class Database extends Construct {
  readonly instance: DatabaseInstance;
  /** Of the owner of the database; nobody but the migrator reads it. */
  readonly masterSecret: ISecret;

  constructor(scope: Construct, id: string, { vpc, privateSubnets, securityGroup, size, multiAz }: DatabaseProps) {
    super(scope, id);
    const engine = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17 });
    const owner = new DatabaseSecret(this, 'Owner', { username: 'ares_master' });
    // Without it nobody could open the database that stays. One that stays of a creation that failed is empty.
    owner.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.instance = new DatabaseInstance(this, 'Instance', {
      engine,
      instanceType: new InstanceType(size),
      multiAz,
      vpc,
      vpcSubnets: privateSubnets,
      securityGroups: [securityGroup],
      databaseName: NAME,
      credentials: Credentials.fromSecret(owner),
      iamAuthentication: true,
      storageEncrypted: true,
      storageType: StorageType.GP3,
      allocatedStorage: STORAGE_GIB,
      maxAllocatedStorage: STORAGE_GIB_MAX,
      backupRetention: Duration.days(7),
      copyTagsToSnapshot: true,
      // From the creation on, so RETAIN_ON_UPDATE_OR_DELETE could not delete it after a failed one: docs/troubleshooting.md.
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      parameterGroup: new ParameterGroup(this, 'Parameters', {
        engine,
        parameters: parametersOf(size),
        removalPolicy: RemovalPolicy.RETAIN,
      }),
    });
    if (!this.instance.secret) throw new Error('the database has no master secret');
    this.masterSecret = this.instance.secret;
    acknowledgeFindings(this, multiAz);
  }

  /** Lets a function sign in by IAM, as its own role only. */
  grantSignIn(grantee: IGrantable, user: DatabaseUser): void {
    this.instance.grantConnect(grantee, databaseRoles[user]);
  }

  /** What every function in front of the database is told of it. */
  address() {
    const { dbInstanceEndpointAddress, dbInstanceEndpointPort } = this.instance;
    return {
      DATABASE_HOST: dbInstanceEndpointAddress,
      DATABASE_PORT: dbInstanceEndpointPort,
      DATABASE_NAME: NAME,
    };
  }
}

const parametersOf = (size: DatabaseInstanceSize): Record<string, string> => ({
  'rds.force_ssl': '1',
  max_connections: String(instanceSizes[size]),
  // A function that was killed in a transaction holds no lock for longer than it could have lived.
  idle_in_transaction_session_timeout: '60000',
});

function acknowledgeFindings(database: Database, multiAz: boolean): void {
  const findings = [
    {
      id: 'AwsSolutions-RDS11',
      reason: 'A private address that two security groups reach: another port hides nothing',
    },
    {
      id: 'AwsSolutions-SMG4',
      reason:
        'The migrator alone reads it, during deployments; rotation would need a function with more rights than that',
    },
  ];
  const oneZone = {
    id: 'AwsSolutions-RDS3',
    reason: 'An option (`databaseMultiAz`); promise 51 says what one zone means',
  };
  Validations.of(database).acknowledge(...findings, ...(multiAz ? [] : [oneZone]));
}

import { Match } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { expect, test } from 'vitest';
import { templateOf } from '../../testing/test-stack.ts';
import { Database } from './database.ts';
import { instanceSizes, KEPT_BACK_CONNECTIONS } from './instance-sizes.ts';

const withDatabase = (multiAz: boolean) =>
  templateOf((stack) => {
    const vpc = new Vpc(stack, 'Vpc', { natGateways: 0, restrictDefaultSecurityGroup: false });
    const securityGroup = new SecurityGroup(stack, 'Group', { vpc, description: 'test' });
    const privateSubnets = { subnets: vpc.isolatedSubnets };
    const database = new Database(stack, 'Database', {
      vpc,
      privateSubnets,
      securityGroup,
      size: 't4g.micro',
      multiAz,
    });
    const role = new Role(stack, 'Heal', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    database.grantSignIn(role, 'heal');
  });

const template = withDatabase(false);

test('the store is encrypted, backed up, private, and outlives its stack', () => {
  template.hasResource('AWS::RDS::DBInstance', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      Engine: 'postgres',
      EngineVersion: '17',
      DBInstanceClass: 'db.t4g.micro',
      StorageType: 'gp3',
      StorageEncrypted: true,
      DeletionProtection: true,
      PubliclyAccessible: false,
      BackupRetentionPeriod: 7,
      EnableIAMDatabaseAuthentication: true,
      MultiAZ: false,
    },
  });
});

test('what a retained database needs stays with it', () => {
  for (const type of ['AWS::RDS::DBSubnetGroup', 'AWS::RDS::DBParameterGroup']) {
    template.hasResource(type, { DeletionPolicy: 'Retain' });
  }
  template.hasResource('AWS::SecretsManager::Secret', { DeletionPolicy: 'RetainExceptOnCreate' });
});

test('a standby is an option', () => {
  withDatabase(true).hasResourceProperties('AWS::RDS::DBInstance', { MultiAZ: true });
});

test('nobody connects without TLS, and as many may connect as the plan counts with', () => {
  const parameters = { 'rds.force_ssl': '1', max_connections: String(instanceSizes['t4g.micro']) };
  template.hasResourceProperties('AWS::RDS::DBParameterGroup', {
    Family: 'postgres17',
    Parameters: Match.objectLike(parameters),
  });
});

test('every size leaves connections for the loop', () => {
  for (const connections of Object.values(instanceSizes))
    expect(connections).toBeGreaterThan(KEPT_BACK_CONNECTIONS + 24);
});

test('the owner’s password is made by Secrets Manager and stands in no template', () => {
  template.hasResourceProperties('AWS::SecretsManager::Secret', {
    GenerateSecretString: Match.objectLike({ GenerateStringKey: 'password' }),
  });
  const { MasterUserPassword } = Object.values(template.findResources('AWS::RDS::DBInstance'))[0]?.Properties ?? {};
  expect(JSON.stringify(MasterUserPassword)).toContain('{{resolve:secretsmanager:');
});

test('a function signs in as its own role only', () => {
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );
  expect(statements).toEqual([{ Action: 'rds-db:connect', Effect: 'Allow', Resource: expect.anything() }]);
  expect(JSON.stringify(statements[0].Resource)).toMatch(/:dbuser:.*"DbiResourceId".*"\/ares_heal"/);
});

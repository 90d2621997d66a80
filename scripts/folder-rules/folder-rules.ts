import type { FolderRule } from './folder-rule.ts';

/** The fakes of every port, which share their contract suites with the real adapters. */
const testFolders = ['packages/simulator'];

/**
 * The rules of the architecture's chapter "Folders". The first one that matches a file holds;
 * a file that none matches is a violation, so that a new folder gets its rule.
 */
export const folderRules: readonly FolderRule[] = [
  { folder: 'packages/core', folders: [], testFolders, packages: ['pure-rand'], builtins: false, pure: true },
  { folder: 'packages/config', folders: ['packages/core'], packages: ['zod', 'yaml'], builtins: true },
  { folder: 'packages/db', folders: [], packages: ['drizzle-orm', 'drizzle-kit', 'pg'], builtins: true },
  { folder: 'packages/adapters/src/http', folders: ['packages/core'], packages: [], builtins: true },
  adapter('docker', ['dockerode']),
  adapter('augurs', ['@bsull/augurs']),
  adapter('host-agent', ['eventsource-parser']),
  adapter('prometheus', []),
  adapter('isolation-forest', ['ml-isolation-forest']),
  adapter('postgres', ['drizzle-orm', 'pg']),
  adapter('local-runner', ['yaml']),
  adapter('aws/ec2', ['@aws-sdk/client-ec2']),
  adapter('aws', [
    '@aws-sdk/client-cloudwatch',
    '@aws-sdk/client-s3',
    '@aws-sdk/client-sqs',
    '@aws-sdk/client-ssm',
    '@aws-sdk/rds-signer',
  ]),
  adapter('notify', ['@aws-sdk/client-sns', 'ipaddr.js']),
  { folder: 'packages/simulator', folders: ['packages/core', 'packages/config'], packages: [], builtins: false },
  {
    folder: 'packages/host-agent',
    folders: [
      'packages/core',
      'packages/config',
      'packages/adapters/src/docker',
      'packages/adapters/src/http',
      'packages/adapters/src/local-runner',
    ],
    testFolders: ['packages/adapters/src/host-agent', 'packages/adapters/src/prometheus'],
    packages: 'any',
    builtins: true,
  },
  {
    folder: 'packages/api',
    folders: ['packages/core'],
    testFolders: [...testFolders, 'packages/adapters/src/postgres', 'packages/db'],
    packages: ['hono', '@hono/zod-validator', 'zod'],
    builtins: true,
  },
  { folder: 'lambdas', folders: ['packages/*'], packages: 'any', builtins: true },
  {
    folder: 'cdk',
    folders: ['packages/config'],
    // Tests run the scripts of the documents.
    testFolders: ['packages/adapters/src/local-runner', 'packages/adapters/src/docker'],
    packages: 'any',
    builtins: true,
  },
  { folder: 'packages/cli', folders: ['packages/*'], packages: 'any', builtins: true },
  { folder: 'services/kit', folders: [], testFolders: ['packages/db'], packages: 'any', builtins: true },
  { folder: 'services/*', folders: ['services/kit'], packages: 'any', builtins: true },
];

/** An adapter knows its own SDK, and no other adapter; `http` is what they share, and none of them. */
function adapter(name: string, sdk: readonly string[]): FolderRule {
  const folders = ['packages/core', 'packages/config', 'packages/db', 'packages/adapters/src/http'];
  const folder = `packages/adapters/src/${name}`;
  return { folder, folders, testFolders, packages: [...sdk, 'zod'], builtins: true };
}

/** What tests and their helpers may use anywhere, besides Node's modules and their folder's own rule. */
export const testPackages: readonly string[] = ['vitest', 'fast-check', 'aws-sdk-client-mock'];

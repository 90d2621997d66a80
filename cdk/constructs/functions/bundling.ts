import { join } from 'node:path';
import { type BundlingOptions, type ICommandHooks, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';

/**
 * An optional native driver of pg, and ways to credentials that are tried after the environment's: a function always
 * has those. Each is loaded on demand only, so that leaving them out changes nothing but the size.
 */
const neverLoaded = [
  'pg-native',
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

const nodeHttp = join(import.meta.dirname, '../../../lambdas/kit/node-http.ts');

/**
 * One ES module a function with all its packages inside: what was tested is what runs, not what the runtime has.
 * CommonJS packages in it still call `require`, which a module does not have by itself.
 */
const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  // Named in the module, so that stacks in the logs tell lines of our files.
  sourceMap: true,
  sourceMapMode: SourceMapMode.DEFAULT,
  sourcesContent: false,
  bundleAwsSDK: true,
  externalModules: neverLoaded,
  esbuildArgs: { '--alias:node:http': nodeHttp, '--alias:http': nodeHttp },
  banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
};

/** A folder of the repository that lies beside the module, under its own last name. */
export type FolderBeside = 'packages/db/migrations';

export const bundlingWith = (folder: FolderBeside | undefined): BundlingOptions =>
  folder ? { ...bundling, commandHooks: copying(folder) } : bundling;

const copying = (folder: FolderBeside): ICommandHooks => ({
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (inputDir, outputDir) => [`cp -R "${inputDir}/${folder}" "${outputDir}"`],
});

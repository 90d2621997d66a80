import { type BundlingOptions, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';

/**
 * One ES module a function with all its packages inside: what was tested is what runs, not what the runtime has.
 * CommonJS packages in it still call `require`, which a module does not have by itself.
 */
export const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourceMap: true,
  sourceMapMode: SourceMapMode.EXTERNAL,
  sourcesContent: false,
  bundleAwsSDK: true,
  // An optional native driver that pg looks for and does well without.
  externalModules: ['pg-native'],
  banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
  forceDockerBundling: false,
};

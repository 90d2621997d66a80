import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { AresContext } from '../../config/context.ts';
import { type ComposePlugin, composePlugin } from '../../hosts/index.ts';

/**
 * Where hosts fetch Compose from, if not from its release on GitHub.
 * @throws Error for hosts that would not reach GitHub
 */
export function composePluginOf(context: AresContext): { readonly compose?: ComposePlugin } {
  const { composePluginUrl: url, hostNetwork, dualStack, vpcId } = context;
  if (url) return { compose: { ...composePlugin, url } };
  if (hostNetwork === 'private' && (dualStack || vpcId === undefined)) {
    throw new Error(
      `hostNetwork is "private", so that hosts have no IPv4 and do not reach GitHub: copy ${composePlugin.url} to a bucket and pass \`-c composePluginUrl=s3://BUCKET/KEY\``,
    );
  }
  return {};
}

/** Lets hosts fetch their copy of the plugin. */
export function composePluginStatements(scope: Construct, { composePluginUrl: url }: AresContext): PolicyStatement[] {
  if (!url) return [];
  const object = { service: 's3', region: '', account: '', resource: url.replace('s3://', '') };
  const arn = Arn.format({ ...object, arnFormat: ArnFormat.NO_RESOURCE_NAME }, Stack.of(scope));
  return [new PolicyStatement({ sid: 'FetchCompose', actions: ['s3:GetObject'], resources: [arn] })];
}

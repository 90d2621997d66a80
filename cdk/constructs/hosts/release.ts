import { Stage } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { appBundle, type HostImages, releaseParameterName, releaseValue } from '../../hosts/index.ts';

interface ReleaseProps {
  readonly fleet: string;
  readonly shop: boolean;
  /** Whether the hosts reach their registry over IPv6 alone */
  readonly dualStack: boolean;
  readonly images: HostImages;
}

/** What the fleet's hosts run. Another release is another value of the parameter; no host is replaced for it. */
export class Release extends Construct {
  readonly bundle: Asset;
  readonly parameter: StringParameter;

  constructor(scope: Construct, id: string, { fleet, shop, dualStack, images }: ReleaseProps) {
    super(scope, id);
    const directory = Stage.of(this)?.outdir;
    if (!directory) throw new Error('a release is part of an app');
    const { path, sha256 } = appBundle({ images, shop, dualStack, directory });
    this.bundle = new Asset(this, 'Bundle', { path });
    this.parameter = new StringParameter(this, 'Parameter', {
      parameterName: releaseParameterName(fleet),
      stringValue: releaseValue(this.bundle.s3ObjectUrl, sha256),
      description: 'Bundle that the hosts run, and its SHA-256',
    });
  }
}

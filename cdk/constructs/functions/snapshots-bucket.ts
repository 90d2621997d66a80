import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** Models and baselines, each version kept for a while: the last good one is never overwritten for good. */
export class SnapshotsBucket extends Bucket {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [
        { noncurrentVersionExpiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(1) },
        // Each host's are learnt anew several times a day: what was not for a month is of a host that is gone.
        { prefix: 'models/', expiration: Duration.days(30) },
      ],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const reason = 'One function writes it, two read it, and what it holds can be trained anew';
    Validations.of(this).acknowledge({ id: 'AwsSolutions-S1', reason });
  }

  /** Reading, writing and listing of everything in it: it holds nothing else. */
  allowSnapshots(grantee: IGrantable): void {
    this.allow(grantee, ['s3:GetObject', 's3:PutObject'], this.arnForObjects('*'));
    this.allow(grantee, ['s3:ListBucket'], this.bucketArn);
  }

  /** Reading of the joint models of a fleet; without listing, what is missing would be refused. */
  allowModels(grantee: IGrantable, fleet: string): void {
    this.allow(grantee, ['s3:GetObject'], this.arnForObjects(`models/${fleet}/*`));
    this.allow(grantee, ['s3:ListBucket'], this.bucketArn);
  }

  private allow(grantee: IGrantable, actions: string[], resource: string): void {
    grantee.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [resource] }));
  }
}

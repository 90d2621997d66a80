import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/**
 * Models of services that are warm in functions, written anew every few minutes: without versions, of which there would
 * be hundreds a day and host, and of which nobody reads any but the newest.
 */
export class WarmModelsBucket extends Bucket {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [
        // What was not written for a month is of a host that is gone.
        { expiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const reason = 'One function reads and writes it, and what it holds is learnt anew';
    Validations.of(this).acknowledge({ id: 'AwsSolutions-S1', reason });
  }

  /** Reading and writing of the models of a fleet; without listing, what is missing would be refused. */
  allowModels(grantee: IGrantable, fleet: string): void {
    const allow = (actions: string[], resource: string) =>
      grantee.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(['s3:GetObject', 's3:PutObject'], this.arnForObjects(`${fleet}/*`));
    allow(['s3:ListBucket'], this.bucketArn);
  }
}

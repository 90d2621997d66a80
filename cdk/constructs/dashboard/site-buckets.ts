import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

const closed: BucketProps = {
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
};

/** The files of the site, which only its distribution reads, and who read them. */
export class SiteBuckets extends Construct {
  /** Files of the dashboard, once there are some */
  readonly files: Bucket;
  readonly logs: Bucket;

  constructor(scope: Construct, id: string, logRetentionDays: number) {
    super(scope, id);
    this.logs = new Bucket(this, 'Logs', {
      ...closed,
      // CloudFront delivers its logs by an access control list.
      objectOwnership: ObjectOwnership.OBJECT_WRITER,
      lifecycleRules: [{ expiration: Duration.days(logRetentionDays) }],
    });
    Validations.of(this.logs).acknowledge({ id: 'AwsSolutions-S1', reason: 'It is where the access logs go' });
    this.files = new Bucket(this, 'Files', {
      ...closed,
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: 's3/',
    });
  }
}

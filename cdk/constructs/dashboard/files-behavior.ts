import {
  type BehaviorOptions,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  S3OriginAccessControl,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { statusPageCode } from './status-page.ts';

/** Serves the bucket's files to nobody but the distribution, and before it the status page. */
export function filesBehavior(scope: Construct, files: IBucket, prefix: string): BehaviorOptions {
  const originAccessControl = new S3OriginAccessControl(scope, 'Access', {
    originAccessControlName: `${prefix}-files`,
  });
  const statusPage = new EdgeFunction(scope, 'StatusPage', {
    functionName: `${prefix}-status-page`,
    comment: 'ARES: answers until there is a dashboard',
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(statusPageCode()),
  });
  return {
    origin: S3BucketOrigin.withOriginAccessControl(files, { originAccessControl }),
    functionAssociations: [{ function: statusPage, eventType: FunctionEventType.VIEWER_REQUEST }],
  };
}

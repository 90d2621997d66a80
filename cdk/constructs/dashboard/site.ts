import { Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Distribution,
  HttpVersion,
  PriceClass,
  type ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { apiBehavior } from './api-behavior.ts';
import { filesBehavior } from './files-behavior.ts';
import { SiteBuckets } from './site-buckets.ts';

interface SiteProps {
  /** Of names that CloudFront keeps for the whole account, where those of several fleets meet */
  readonly prefix: string;
  readonly api: HttpApi;
  readonly headers: ResponseHeadersPolicy;
  readonly logRetentionDays: number;
}

/** One address for people: the site from a private bucket, and beside it the API. */
export class Site extends Construct {
  readonly distribution: Distribution;
  readonly files: Bucket;

  constructor(scope: Construct, id: string, { prefix, api, logRetentionDays, ...props }: SiteProps) {
    super(scope, id);
    const { files, logs } = new SiteBuckets(this, 'Buckets', logRetentionDays);
    const responseHeadersPolicy = props.headers;
    this.files = files;
    this.distribution = new Distribution(this, 'Distribution', {
      comment: prefix,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      logBucket: logs,
      logFilePrefix: 'cloudfront/',
      defaultBehavior: {
        ...filesBehavior(this, files, prefix),
        responseHeadersPolicy,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      },
      additionalBehaviors: { '/api/*': { ...apiBehavior(api), responseHeadersPolicy } },
    });
    acknowledgeEdge(this.distribution);
  }

  get url(): string {
    return `https://${this.distribution.distributionDomainName}`;
  }
}

function acknowledgeEdge(distribution: Distribution): void {
  const certificate = 'With CloudFront’s own certificate the minimum cannot be set; with a domain of one’s own it can';
  const findings = [
    { id: 'AwsSolutions-CFR1', reason: 'The team may be anywhere; everything but the status page needs a token' },
    { id: 'AwsSolutions-CFR2', reason: 'A web ACL costs more than the rest; requests are throttled and need a token' },
    { id: 'AwsSolutions-CFR4', reason: certificate },
  ];
  Validations.of(distribution).acknowledge(...findings);
}

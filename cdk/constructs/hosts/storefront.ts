import { Duration, Validations } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { ORIGIN_HEADER } from './origin-secret.ts';

/** Where the reverse proxy of the shop listens. */
export const PROXY_PORT = 8080;

interface StorefrontProps {
  readonly originName: string;
  readonly comment: string;
  /** Shown to the reverse proxy, which serves nobody without it */
  readonly originSecret: string;
}

/** HTTPS for browsers in front of a cell's reverse proxy; see docs/adr/0022-a-host-is-a-cell.md and 0027 for the way to it. */
export class Storefront extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, { originName, comment, originSecret }: StorefrontProps) {
    super(scope, id);
    const shop = {
      origin: new HttpOrigin(originName, {
        protocolPolicy: OriginProtocolPolicy.HTTP_ONLY,
        httpPort: PROXY_PORT,
        readTimeout: Duration.seconds(20),
        customHeaders: { [ORIGIN_HEADER]: originSecret },
      }),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
    };
    const distribution = new Distribution(this, 'Distribution', {
      comment,
      defaultBehavior: { ...shop, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS },
      // Refused rather than redirected: a client that posts a password in the clear must not learn to.
      additionalBehaviors: { '/api/*': { ...shop, viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY } },
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      enableIpv6: true,
    });
    this.url = `https://${distribution.distributionDomainName}`;
    for (const accepted of acceptedFindings) Validations.of(distribution).acknowledge(accepted);
  }
}

const acceptedFindings = [
  { id: 'AwsSolutions-CFR1', reason: 'A demo shop for everybody: no country is shut out.' },
  { id: 'AwsSolutions-CFR2', reason: 'A web firewall costs more than the rest; the shop limits rates by itself.' },
  { id: 'AwsSolutions-CFR3', reason: 'The reverse proxy logs each request, without an address of a person.' },
  { id: 'AwsSolutions-CFR4', reason: 'The minimum TLS version is fixed with the certificate of cloudfront.net.' },
  {
    id: 'AwsSolutions-CFR5',
    reason: 'HTTP stays on the network of AWS and is served to this distribution only; see ADR 22 and 27.',
  },
];

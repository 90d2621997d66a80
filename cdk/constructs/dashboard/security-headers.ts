import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

interface SecurityHeadersProps {
  /** Unique in the account */
  readonly name: string;
  /** Addresses that a browser asks for tokens */
  readonly signIn: readonly string[];
}

/**
 * What every answer carries (security 26). The site's own files may be read, and the API and the sign-in be called;
 * a page that says more of itself, as the static dashboard does by digests, only narrows this.
 */
export function securityHeaders(
  scope: Construct,
  id: string,
  { name, signIn }: SecurityHeadersProps,
): ResponseHeadersPolicy {
  const contentSecurityPolicy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    ['connect-src', "'self'", ...signIn].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: name,
    comment: 'ARES dashboard',
    securityHeadersBehavior: {
      // A page with a stricter one of its own keeps it.
      contentSecurityPolicy: { contentSecurityPolicy, override: false },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: true,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
    },
  });
}

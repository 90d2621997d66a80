import { ORIGIN_HEADER } from '../constructs/hosts/origin-secret.ts';
import { resourcesOfType } from '../testing/template.ts';
import type { Check } from './check.ts';

interface Behavior {
  readonly PathPattern?: string;
  readonly ViewerProtocolPolicy: string;
}

interface Origin {
  readonly DomainName: unknown;
  readonly CustomOriginConfig?: { readonly OriginProtocolPolicy: string };
  readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: unknown }[];
}

/** No sign-in over plain HTTP: pages are redirected, and what takes a password refuses. */
export const servesHttpsOnly: Check = (templates) =>
  resourcesOfType(templates, 'AWS::CloudFront::Distribution').flatMap(({ place, Properties }) => {
    const { DefaultCacheBehavior, CacheBehaviors = [] } = Properties.DistributionConfig;
    const all: Behavior[] = [DefaultCacheBehavior, ...CacheBehaviors];
    return all.filter(isPlain).map(({ PathPattern = '*' }) => `${place} serves ${PathPattern} over plain HTTP`);
  });

const isPlain = ({ PathPattern, ViewerProtocolPolicy }: Behavior): boolean =>
  PathPattern?.startsWith('/api') ? ViewerProtocolPolicy !== 'https-only' : ViewerProtocolPolicy === 'allow-all';

/** Any distribution may name a host of ours: by a secret that is in no template a host knows which one is its own. */
export const showsOriginSecret: Check = (templates) =>
  resourcesOfType(templates, 'AWS::CloudFront::Distribution').flatMap(({ place, Properties }) => {
    const origins: Origin[] = Properties.DistributionConfig.Origins ?? [];
    const silent = origins.filter((origin) => isPlainOrigin(origin) && !hasSecret(origin));
    return silent.map(({ DomainName }) => `${place} shows no secret to ${JSON.stringify(DomainName)}`);
  });

/** Another origin is reached by TLS, or signed for. */
const isPlainOrigin = ({ CustomOriginConfig }: Origin): boolean =>
  CustomOriginConfig !== undefined && CustomOriginConfig.OriginProtocolPolicy !== 'https-only';

const hasSecret = ({ OriginCustomHeaders = [] }: Origin): boolean =>
  OriginCustomHeaders.some(
    ({ HeaderName, HeaderValue }) => HeaderName === ORIGIN_HEADER && typeof HeaderValue !== 'string',
  );

import { resourcesOfType } from '../testing/template.ts';
import type { Check } from './check.ts';

interface Behavior {
  readonly PathPattern?: string;
  readonly ViewerProtocolPolicy: string;
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

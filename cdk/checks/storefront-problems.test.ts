import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ORIGIN_HEADER } from '../constructs/hosts/origin-secret.ts';
import { seeded } from '../testing/seeded.ts';
import type { Resource } from '../testing/template.ts';
import { servesHttpsOnly, showsOriginSecret } from './storefront-problems.ts';

const distribution = (config: object): Resource => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: { DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' }, ...config },
  },
});

test.each([
  ['/api/*', 'redirect-to-https'],
  ['/api/*', 'allow-all'],
  ['/static/*', 'allow-all'],
])('security 15: a storefront that serves %s with %s is found', (PathPattern, ViewerProtocolPolicy) => {
  const storefront = (behavior: object) => seeded(distribution({ CacheBehaviors: [behavior] }));
  expect(servesHttpsOnly(storefront({ PathPattern, ViewerProtocolPolicy: 'https-only' }))).toEqual([]);
  expect(servesHttpsOnly(storefront({ PathPattern, ViewerProtocolPolicy }))).toHaveLength(1);
});

const HeaderValue = { 'Fn::GetAtt': ['OriginSecret', 'Value'] };
const shown = [{ HeaderName: ORIGIN_HEADER, HeaderValue }];
const plain = { CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
const origin = (over: object) =>
  seeded(distribution({ Origins: [{ DomainName: 'host.example', ...plain, OriginCustomHeaders: shown, ...over }] }));

test.each([
  { OriginCustomHeaders: undefined },
  { OriginCustomHeaders: [] },
  { OriginCustomHeaders: [{ HeaderName: 'X-Other', HeaderValue }] },
  { OriginCustomHeaders: [{ HeaderName: ORIGIN_HEADER, HeaderValue: 'letmein' }] },
  { OriginCustomHeaders: [], CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } },
])('security 15: a storefront that shows a host no secret, or one of the template, is found: %j', (over) => {
  expect(showsOriginSecret(origin({}))).toEqual([]);
  expect(showsOriginSecret(origin(over))).toEqual([expect.stringContaining('host.example')]);
});

test.each([
  { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } },
  { CustomOriginConfig: undefined, S3OriginConfig: {} },
])('an origin that proves itself needs no secret: %j', (over) => {
  expect(showsOriginSecret(origin({ OriginCustomHeaders: undefined, ...over }))).toEqual([]);
});

test('the reverse proxy asks for the header that is shown, and keeps it from the shop', () => {
  const conf = readFileSync(join(import.meta.dirname, '../../services/nginx/nginx.conf'), 'utf8');
  expect(conf).toContain(`$http_${ORIGIN_HEADER.toLowerCase().replaceAll('-', '_')} `);
  expect(conf).toContain(`proxy_set_header ${ORIGIN_HEADER} "";`);
});

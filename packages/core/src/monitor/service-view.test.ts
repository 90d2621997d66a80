import { aPolicy, aProfile } from '@ares/simulator';
import { expect, test } from 'vitest';
import { aContainer, aHost } from '../testing/fixtures.ts';
import { serviceViews } from './service-view.ts';

const policy = aPolicy({
  profiles: { default: aProfile({ autonomy: 'shadow' }), stateless: aProfile() },
  services: { cart: { ladders: { crash: [] } } },
});
const labelled = (service: string, name?: string) =>
  aContainer(service, { labels: name === undefined ? {} : { policy: name } });
const profileOf = (service: string, name?: string) =>
  serviceViews([aHost([labelled(service, name)])], policy)[0]?.profile;

test('a service has the profile that its label names, the default one otherwise', () => {
  expect(profileOf('user', 'stateless')?.autonomy).toBe('auto');
  expect(profileOf('user', 'unheard-of')?.autonomy).toBe('shadow');
  expect(profileOf('user')?.autonomy).toBe('shadow');
});

test('a service of its own mind about one symptom keeps the other ladders', () =>
  expect(profileOf('cart', 'stateless')?.ladders).toMatchObject({ crash: [], hang: ['restart', 'recycle'] }));

test('replicas are one service; a host that cannot be read has none', () => {
  const host = aHost([aContainer('cart'), aContainer('cart', { name: 'shop-cart-2', id: 'b'.repeat(64) })]);
  expect(serviceViews([host], policy).map((v) => v.containers.length)).toEqual([2]);
  expect(serviceViews([{ hostId: 'h' }], policy)).toEqual([]);
});

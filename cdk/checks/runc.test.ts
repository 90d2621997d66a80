import { expect, test } from 'vitest';
import { seeded } from '../testing/seeded.ts';
import { refusesOldRunc } from './runc.ts';

const host = (userData: unknown) =>
  seeded({
    Type: 'AWS::EC2::LaunchTemplate',
    Properties: { LaunchTemplateData: { UserData: { 'Fn::Base64': userData } } },
  });
const script = (least: string) => `RUNC_LEAST='${least}'\nrunc --version\nsystemctl enable --now docker`;

test.each(['1.3.3', '1.4.0', '2.0.0'])('security 19: runc from %s on is fixed', (least) => {
  expect(refusesOldRunc(host({ 'Fn::Join': ['', [script(least), { Ref: 'Volume' }]] }))).toEqual([]);
});

test.each(['1.1.12', '1.3.2', '0'])('security 19: a host that takes runc %s is found', (least) => {
  expect(refusesOldRunc(host(script(least)))).toEqual([`Seeded/Resource0 starts over runc ${least}`]);
});

test('security 19: a host that looks too late, or never, is found', () => {
  expect(refusesOldRunc(host("RUNC_LEAST='1.3.3'\nsystemctl enable --now docker\nrunc --version"))).toHaveLength(1);
  expect(refusesOldRunc(host('systemctl enable --now docker'))).toHaveLength(2);
});

import { expect, test } from 'vitest';
import { policy, seeded } from '../testing/seeded.ts';
import type { Resource } from '../testing/template.ts';
import { encryptsVolumes, guardsMetadata, putsEventsAsOneSource } from './host-problems.ts';

const template = (LaunchTemplateData: object): Resource => ({
  Type: 'AWS::EC2::LaunchTemplate',
  Properties: { LaunchTemplateData },
});

test.each([
  { HttpTokens: 'optional', HttpPutResponseHopLimit: 1 },
  { HttpTokens: 'required', HttpPutResponseHopLimit: 2 },
])('security 14: %j is found', (MetadataOptions) => {
  const good = { HttpTokens: 'required', HttpPutResponseHopLimit: 1 };
  expect(guardsMetadata(seeded(template({ MetadataOptions: good })))).toEqual([]);
  expect(guardsMetadata(seeded(template({ MetadataOptions })))).toHaveLength(1);
});

test('security 14: a host that nothing is said about is found', () => {
  expect(guardsMetadata(seeded(template({})))).toHaveLength(2);
  expect(guardsMetadata(seeded({ Type: 'AWS::EC2::Instance', Properties: {} }))).toHaveLength(1);
});

const bus = 'arn:aws:events:eu-central-1:123456789012:event-bus/default';
const asAgent = { StringEquals: { 'events:source': 'ares.host-agent' } };
test.each([
  { Resource: bus },
  { Resource: '*', Condition: asAgent },
  { Resource: bus, Condition: { StringLike: { 'events:source': '*' } } },
])('security 14: putting events by %j is found', (statement) => {
  const put = (over: object) => putsEventsAsOneSource(seeded(policy({ Action: 'events:PutEvents', ...over })));
  expect(put({ Resource: bus, Condition: asAgent })).toEqual([]);
  expect(put(statement)).toHaveLength(1);
});

const disk = (Ebs: object) => template({ BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs }] });
test.each<[string, Resource]>([
  ['a disk', disk({ Encrypted: false })],
  ['one of two disks', template({ BlockDeviceMappings: [{ Ebs: { Encrypted: true } }, { Ebs: {} }] })],
  ['the disk of the image', template({})],
  ['a volume', { Type: 'AWS::EC2::Volume', Properties: { Size: 8 } }],
  ['a database', { Type: 'AWS::RDS::DBInstance', Properties: { StorageEncrypted: false } }],
])('security 16: %s in the clear is found', (_, resource) => {
  expect(encryptsVolumes(seeded(disk({ Encrypted: true })))).toEqual([]);
  expect(encryptsVolumes(seeded(resource))).toEqual(['Seeded/Resource0 is not encrypted']);
});

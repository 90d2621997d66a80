import { DescribeDocumentCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { onEvent } from './on-event.ts';

const mock = mockClient(SSMClient);
const Document = { Status: 'Active', DocumentVersion: '1', Hash: 'cd'.repeat(32), HashType: 'Sha256' } as const;
const ssm = new SSMClient({ region: 'eu-central-1' });
const ResourceProperties = { ServiceToken: 'arn', DocumentName: 'Ares-Remediate' };

test('a document is pinned when it is made and when it changes, as one resource', async () => {
  mock.on(DescribeDocumentCommand).resolves({ Document });
  const made = await onEvent(ssm, { RequestType: 'Create', ResourceProperties });
  expect(made).toMatchObject({ Data: { Version: '1', Hash: Document.Hash } });
  const { PhysicalResourceId } = made;
  expect(await onEvent(ssm, { RequestType: 'Update', PhysicalResourceId, ResourceProperties })).toEqual(made);
});

test('its end asks nobody', async () => {
  mock.reset();
  mock.on(DescribeDocumentCommand).rejects(new Error('InvalidDocument'));
  expect(await onEvent(ssm, { RequestType: 'Delete', PhysicalResourceId: 'p', ResourceProperties })).toEqual({
    PhysicalResourceId: 'p',
  });
});

test('an event without a document is refused', () =>
  expect(onEvent(ssm, { RequestType: 'Create', ResourceProperties: {} })).rejects.toThrow('DocumentName'));

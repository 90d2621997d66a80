import { DescribeDocumentCommand, type DocumentDescription, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { pin } from './pin.ts';

const ssm = mockClient(SSMClient);
beforeEach(() => void ssm.reset());

const HASH = 'ab'.repeat(32);
const active: DocumentDescription = { Status: 'Active', DocumentVersion: '3', Hash: HASH, HashType: 'Sha256' };
const answers = (...documents: readonly DocumentDescription[]) => {
  const mock = ssm.on(DescribeDocumentCommand, { Name: 'Ares-Remediate', DocumentVersion: '$LATEST' });
  documents.slice(0, -1).forEach((Document) => void mock.resolvesOnce({ Document }));
  mock.resolves({ Document: documents.at(-1) ?? {} });
};
const look = () => pin(new SSMClient({ region: 'eu-central-1' }), 'Ares-Remediate', async () => {});

test('the newest version with its hash', async () => {
  answers(active);
  expect(await look()).toEqual({ Version: '3', Hash: HASH });
});

test('waits until the document is active', async () => {
  answers({ Status: 'Creating' }, { Status: 'Updating' }, active);
  expect(await look()).toEqual({ Version: '3', Hash: HASH });
  expect(ssm.commandCalls(DescribeDocumentCommand)).toHaveLength(3);
});

test.each([
  {
    name: 'one that failed',
    document: { Status: 'Failed', StatusInformation: 'bad content' },
    says: 'Failed: bad content',
  },
  { name: 'one that stays in the making', document: { Status: 'Creating' }, says: 'Creating' },
  { name: 'another kind of hash', document: { ...active, HashType: 'Sha1' }, says: 'Sha1' },
  { name: 'no hash', document: { ...active, Hash: undefined }, says: 'no SHA-256' },
] as { name: string; document: DocumentDescription; says: string }[])('refuses $name', async ({ document, says }) => {
  answers(document);
  await expect(look()).rejects.toThrow(says);
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aRequest, HOST } from './testing/a-request.ts';
import { type OneHostCommand, toSendCommand } from './to-send-command.ts';

const document = { name: 'ares-remediate', version: '3', hash: 'a'.repeat(64) };

test('one host, one version of one document with its hash, and time limits', () => {
  expect(toSendCommand(aRequest(), document)).toEqual({
    InstanceIds: [HOST],
    DocumentName: 'ares-remediate',
    DocumentVersion: '3',
    DocumentHash: 'a'.repeat(64),
    DocumentHashType: 'Sha256',
    TimeoutSeconds: 60,
    Comment: 'incident-1.0.1',
    Parameters: { ActionId: ['incident-1.0.1'], Kind: ['restart'] },
  });
});

test('no command ever names a target other than one host', () =>
  fc.assert(
    fc.property(fc.string(), fc.dictionary(fc.string(), fc.string()), (hostId, parameters) => {
      const request = aRequest({ hostId, parameters: { ...parameters, ActionId: 'incident-1.0.1', Kind: 'restart' } });
      const command = toSendCommand(request, document);
      expect(command.InstanceIds).toEqual([hostId]);
      expect(command).not.toHaveProperty('Targets');
    }),
  ));

test('a command with targets or with several hosts does not compile', () => {
  const command = toSendCommand(aRequest(), document);
  // @ts-expect-error a command has no targets
  const byTag: OneHostCommand = { ...command, Targets: [{ Key: 'tag:ares:fleet', Values: ['shop'] }] };
  // @ts-expect-error a command has one host
  const toTwo: OneHostCommand = { ...command, InstanceIds: ['i-1', 'i-2'] };
  expect([byTag, toTwo]).toHaveLength(2);
});

test.each([
  ['an action id that is not the request’s', { parameters: { ActionId: 'incident-2.0.1' } }, 'incident-2.0.1'],
  ['a limit shorter than the document’s', { executionTimeoutMs: 30_000 }, '120000 ms'],
])('row 18: %s is rejected before it is sent', (_, over, words) => {
  const send = () => toSendCommand(aRequest(over), document);
  expect(send).toThrow(expect.objectContaining({ code: 'COMMAND_REJECTED', retryable: false }));
  expect(send).toThrow(words);
});

test('row 18: the limit taken for granted is the one of the document', () => {
  const path = new URL('../../../../cdk/documents/remediate.yaml', import.meta.url);
  const seconds = Number(/^ +timeoutSeconds: "(\d+)"$/m.exec(readFileSync(path, 'utf8'))?.[1]);
  expect(seconds).toBeGreaterThan(0);
  expect(() => toSendCommand(aRequest({ executionTimeoutMs: seconds * 1_000 }), document)).not.toThrow();
  expect(() => toSendCommand(aRequest({ executionTimeoutMs: seconds * 1_000 - 1 }), document)).toThrow();
});

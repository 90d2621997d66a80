import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readDocument } from './document.ts';

const fileWith = (text: string) => {
  const directory = mkdtempSync(join(tmpdir(), 'ares-document-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'document.yaml');
  writeFileSync(path, text);
  return path;
};

const good = `
schemaVersion: '2.2'
parameters:
  Name: { type: String, interpolationType: ENV_VAR, allowedPattern: '^a$' }
mainSteps:
  - { action: 'aws:runShellScript', name: x, inputs: { timeoutSeconds: '120', runCommand: [one, two] } }
`;

test('reads the script, its time limit and its parameters', () => {
  expect(readDocument(fileWith(good))).toEqual({
    parameters: { Name: { type: 'String', interpolationType: 'ENV_VAR', allowedPattern: '^a$' } },
    script: 'one\ntwo',
    timeoutMs: 120_000,
  });
});

test.each([
  ['interpolationType: ENV_VAR, ', '', 'parameters.Name.interpolationType'],
  ["'2.2'", "'0.3'", 'schemaVersion'],
  ['aws:runShellScript', 'aws:runDocument', 'mainSteps[0].action'],
  ['{ type: String', '{ type: StringList', 'parameters.Name.type'],
  ['mainSteps:', '  : :', 'document.yaml'],
])('a document with "%s" as "%s" is refused by name of the field', (from, to, where) => {
  const path = fileWith(good.replace(from, to));
  expect(() => readDocument(path)).toThrow(where);
  expect(() => readDocument(path)).toThrow(path);
});

test('a missing document is refused by its path', () => {
  expect(() => readDocument('/nowhere/remediate.yaml')).toThrow('/nowhere/remediate.yaml is not a usable SSM document');
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintDocument, scriptOf, shellcheck } from './lint-document.ts';

const documentOf = (name: string) => readFileSync(join(import.meta.dirname, `${name}.yaml`), 'utf8');
const text = documentOf('remediate');
const SCRIPT_LINE = '          set -eu\n';
const withLine = (line: string) => text.replace(SCRIPT_LINE, `${SCRIPT_LINE}          ${line}\n`);

describe.each(['remediate', 'inject-fault', 'install', 'release'])('%s', (name) => {
  test('keeps every rule', () => {
    expect(lintDocument(documentOf(name))).toEqual([]);
  });

  test('is of a size that SSM takes', () => {
    expect(Buffer.byteLength(documentOf(name))).toBeLessThan(64_000);
  });

  test('security 8: shellcheck finds nothing in the script', () => {
    expect(shellcheck(scriptOf(documentOf(name)))).toBe('');
  });
});

describe('security 4 to 7: a document that breaks a rule is found', () => {
  test.each([
    ['a list', 'Shard:\n    type: String', 'Shard:\n    type: StringList', 'Shard is not a String'],
    ['interpolated text', '    interpolationType: ENV_VAR\n', '', 'ActionId is not passed as an environment variable'],
    ['an open pattern', '"^[a-zA-Z0-9][a-zA-Z0-9._-]{7,127}$"', '"[a-z]+"', 'ActionId has neither'],
    [
      'a default that is not allowed',
      'default: "5"',
      'default: "500"',
      'StopTimeoutSeconds does not allow its own default',
    ],
    ['no time limit', 'timeoutSeconds: "120"', 'timeoutSeconds: ""', 'a step has no timeoutSeconds'],
    ['old agents let in', /agent-too-old/g, 'agent', 'agents without environment variables are not refused'],
  ])('%s', (_, from, to, problem) => {
    expect(text).toMatch(from);
    expect(lintDocument(text.replace(from, to))).toEqual([expect.stringContaining(problem)]);
  });

  test.each([
    'export SSM_Kind="{{Kind}}"',
    'docker rm -f "$id"',
    'docker rm -v "$id"',
    'docker volume rm data',
    'docker system prune',
    'docker run --rm alpine',
    'compose down',
    'compose run web',
    'up -V',
    'up --renew-anon-volumes',
    'up --remove-orphans',
    'eval "$SSM_Kind"',
    'sh -c "$SSM_Kind"',
  ])('%s', (line) => {
    expect(lintDocument(withLine(line))).toHaveLength(1);
  });
});

test.each(['echo $SSM_Kind', 'local x=1', '[[ -n x ]]'])('security 8: shellcheck finds: %s', (line) => {
  expect(shellcheck(scriptOf(withLine(line)))).not.toBe('');
});

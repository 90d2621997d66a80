import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { synthesizedApp } from '../../testing/synthesize.ts';
import { cfnLint } from './cfn-lint.ts';

/** The first call installs it. */
const INSTALL_MS = 600_000;

test('cfn-lint finds nothing in any template', { timeout: INSTALL_MS }, () => {
  const { directory } = synthesizedApp();
  const templates = readdirSync(directory).filter((name) => name.endsWith('.template.json'));
  expect(templates).toEqual(expect.arrayContaining(['Network.template.json', 'Hosts.template.json']));
  expect(cfnLint(templates.map((name) => join(directory, name)))).toEqual([]);
});

test('cfn-lint finds a queue with a property that there is not', { timeout: INSTALL_MS }, () => {
  const template = join(mkdtempSync(join(tmpdir(), 'ares-cfn-')), 'seeded.json');
  const Queue = { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeoutt: 1 } };
  writeFileSync(template, JSON.stringify({ Resources: { Queue } }));
  expect(cfnLint([template])).toEqual([expect.stringContaining('VisibilityTimeoutt')]);
});

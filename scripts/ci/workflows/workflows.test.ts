import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../lib/root.mjs';
import { jobs } from '../jobs.mjs';
import { lintWorkflow } from './lint-workflow.ts';
import { workflowProblems } from './workflow-problems.ts';

const jobNames = Object.keys(jobs);
const files = globSync('.github/workflows/*.{yml,yaml}', { cwd: root });
const texts = files.map((file) => readFileSync(join(root, file), 'utf8'));

describe.each(files.map((file, i) => ({ file, text: texts[i] ?? '' })))('$file', ({ file, text }) => {
  test('is a valid workflow', async () => expect(await lintWorkflow(text, file)).toEqual([]));

  test('security 35: pinned actions, least permissions, no trigger with a stranger’s code', () => {
    expect(workflowProblems(text, jobNames)).toEqual([]);
  });
});

test('there are workflows, and together they run every job', () => {
  expect(files.length).toBeGreaterThan(0);
  expect(jobNames.filter((name) => !texts.join('\n').includes(`node scripts/ci.mjs ${name}\n`))).toEqual([]);
});

const COMMIT = 'a'.repeat(40);
const good = `on: push
permissions: { contents: read }
jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${COMMIT} # v6.0.2
        with: { persist-credentials: false }
      - run: node scripts/ci.mjs check
`;

test('a good workflow has no problem', async () => {
  expect(workflowProblems(good, jobNames)).toEqual([]);
  expect(await lintWorkflow(good, 'good.yaml')).toEqual([]);
});

test.each([
  { name: 'a tag', from: `${COMMIT} # v6.0.2`, to: 'v6', problem: 'not pinned' },
  { name: 'a short commit', from: COMMIT, to: COMMIT.slice(0, 7), problem: 'not pinned' },
  { name: 'a commit without its version', from: ' # v6.0.2', to: '', problem: 'not pinned' },
  {
    name: 'a container by tag',
    from: `actions/checkout@${COMMIT} # v6.0.2`,
    to: 'docker://alpine:3',
    problem: 'not pinned',
  },
  { name: 'pull_request_target', from: 'on: push', to: 'on: pull_request_target', problem: 'pull_request_target' },
  { name: 'workflow_run', from: 'on: push', to: 'on: { workflow_run: {} }', problem: 'workflow_run' },
  { name: 'no permissions', from: 'permissions: { contents: read }\n', to: '', problem: 'no permissions' },
  { name: 'all permissions', from: '{ contents: read }', to: 'write-all', problem: 'write-all' },
  { name: 'a right for all jobs', from: '{ contents: read }', to: '{ id-token: write }', problem: 'id-token: write' },
  {
    name: 'a right of one job',
    from: '    timeout',
    to: '    permissions: { packages: write }\n    timeout',
    problem: 'packages: write',
  },
  {
    name: 'a sign-in without an environment',
    from: '    timeout',
    to: '    permissions: { id-token: write }\n    timeout',
    problem: 'without an environment',
  },
  {
    name: 'a token that stays',
    from: '        with: { persist-credentials: false }\n',
    to: '',
    problem: 'token in the checkout',
  },
  {
    name: 'a command of its own',
    from: 'node scripts/ci.mjs check',
    to: 'npm install && npm test',
    problem: 'is no job',
  },
  { name: 'an unknown job', from: 'ci.mjs check', to: 'ci.mjs frobnicate', problem: 'is no job' },
  {
    name: 'a secret',
    from: 'timeout-minutes: 5',
    to: `timeout-minutes: 5\n    env: { A: "\${{ secrets.A }}" }`,
    problem: 'a secret is read',
  },
  { name: 'a job without an end', from: '    timeout-minutes: 5\n', to: '', problem: 'no timeout-minutes' },
])('security 35: $name is found', ({ from, to, problem }) => {
  const text = good.replace(from, () => to);
  expect(text).not.toBe(good);
  expect(workflowProblems(text, jobNames)).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
});

test('security 35: a cache in a job that signs in is found', () => {
  const signsIn = '    environment: smoke\n    permissions: { id-token: write }\n    timeout';
  const text = good.replace('    timeout', signsIn).replace('persist-credentials: false', '$&, cache: npm');
  expect(workflowProblems(text, jobNames)).toEqual(['lets job check sign in and read a cache']);
});

test('actionlint finds what is no workflow', async () => {
  const text = good.replace('runs-on', 'run-on');
  expect(await lintWorkflow(text, 'bad.yaml')).toEqual(expect.arrayContaining([expect.stringContaining('run-on')]));
});

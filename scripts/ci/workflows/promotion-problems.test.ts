import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../lib/root.mjs';
import { jobs } from '../jobs.mjs';
import { promotionProblems } from './promotion-problems.ts';

const deploy = readFileSync(join(root, '.github/workflows/deploy.yaml'), 'utf8');

test('images are made once, and every fleet is deployed with their digests', () => {
  expect(promotionProblems(deploy, jobs)).toEqual([]);
});

/** Changed in the job `fleet`, which comes after `smoke`. */
function inFleet(from: string, to: string): string {
  const at = deploy.indexOf('\n  fleet:\n');
  return deploy.slice(0, at) + deploy.slice(at).replace(from, to);
}

test.each([
  {
    name: 'a fleet that makes images',
    text: inFleet('ci.mjs deploy', 'ci.mjs images'),
    problem: 'made by images, fleet',
  },
  { name: 'no images', text: deploy.replace('ci.mjs images', 'ci.mjs sbom'), problem: 'made by no job' },
  {
    name: 'a fleet that is handed none',
    text: inFleet('actions/download-artifact@', 'actions/cache@'),
    problem: 'fleet is handed no .ares/ci/images.json',
  },
  {
    name: 'a fleet that is handed other ones',
    text: inFleet('name: images, path: .ares/ci ', 'name: others, path: .ares/ci '),
    problem: 'fleet is handed no .ares/ci/images.json',
  },
  {
    name: 'other ones that are handed on',
    text: deploy.replace('path: .ares/ci/images.json', 'path: .ares/ci/others.json'),
    problem: 'smoke is handed no .ares/ci/images.json',
  },
])('$name: found', ({ text, problem }) => {
  expect(text).not.toBe(deploy);
  expect(promotionProblems(text, jobs)).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
});

const ares = ['node', 'packages/cli/bin/ares.mjs', 'deploy', '--yes'];

test.each([{ deploy: [ares] }, { undo: [ares] }])(
  'a deployment that is not told which images to take is found: %j',
  (over) => {
    expect(promotionProblems(deploy, { ...jobs, ...over })).toEqual([
      expect.stringMatching(/^images are made by images, /),
    ]);
  },
);

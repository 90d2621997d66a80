import { parse } from 'yaml';
import { actionProblems } from './action-problems.ts';
import { permissionProblems } from './permission-problems.ts';
import type { Job, Step, Workflow } from './workflow.ts';

/** They run a stranger's change with the rights of the repository. */
const unsafeTriggers = ['pull_request_target', 'workflow_run', 'issue_comment'];

/**
 * Security 35, and that a workflow does nothing but what `node scripts/ci.mjs JOB` does on any machine.
 * @param text the file as it is, since versions stand in comments
 * @param jobNames the jobs of `scripts/ci/jobs.mjs`
 */
export function workflowProblems(text: string, jobNames: readonly string[]): string[] {
  const workflow: Workflow = parse(text);
  const jobs = Object.entries(workflow.jobs ?? {});
  return [
    ...triggerProblems(workflow.on),
    ...actionProblems(text),
    ...permissionProblems(workflow),
    ...(/\$\{\{[^}]*\bsecrets\b/.test(text) ? ['a secret is read: roles are assumed by OIDC'] : []),
    ...jobs.flatMap(([name, job]) => jobProblems(name, job, jobNames)),
  ];
}

function triggerProblems(on: unknown): string[] {
  const names = typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on ?? {});
  return unsafeTriggers.filter((name) => names.includes(name)).map((name) => `is triggered by ${name}`);
}

function jobProblems(name: string, job: Job, jobNames: readonly string[]): string[] {
  if (job.uses) return [];
  const endless = job['timeout-minutes'] === undefined ? [`job ${name} has no timeout-minutes`] : [];
  return [...endless, ...(job.steps ?? []).flatMap((step) => stepProblems(name, step, jobNames))];
}

function stepProblems(job: string, { run, uses, with: input }: Step, jobNames: readonly string[]): string[] {
  if (uses?.startsWith('actions/checkout@') && input?.['persist-credentials'] !== false)
    return [`job ${job} leaves the token in the checkout`];
  if (run === undefined || jobNames.some((name) => run === `node scripts/ci.mjs ${name}`)) return [];
  return [`job ${job} runs \`${run.trim()}\`, which is no job of scripts/ci/jobs.mjs`];
}

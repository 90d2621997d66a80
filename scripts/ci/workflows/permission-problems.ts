import type { Job, Permissions, Workflow } from './workflow.ts';

/** A workflow starts from reading alone; one job more may ask for a token of OIDC, and only behind an environment. */
export function permissionProblems({ permissions, jobs = {} }: Workflow): string[] {
  if (permissions === undefined) return ['has no permissions: a token may then write'];
  return [
    ...granted(permissions).map((right) => `grants ${right} to every job`),
    ...Object.entries(jobs).flatMap(([name, job]) => ofJob(name, job)),
  ];
}

function ofJob(name: string, { permissions = {}, environment, uses, steps = [] }: Job): string[] {
  const rights = granted(permissions);
  const signsIn = rights.includes('id-token: write');
  const other = rights.filter((right) => right !== 'id-token: write');
  return [
    ...other.map((right) => `grants ${right} to job ${name}`),
    ...(signsIn && !environment && !uses ? [`lets job ${name} sign in without an environment`] : []),
    // What another job wrote into a cache would run with the rights of this one.
    ...(signsIn && steps.some((step) => step.with?.cache) ? [`lets job ${name} sign in and read a cache`] : []),
  ];
}

/** All rights but to read the repository. */
const granted = (permissions: Permissions): string[] =>
  typeof permissions === 'string'
    ? [permissions]
    : Object.entries(permissions)
        .map(([scope, access]) => `${scope}: ${access}`)
        .filter((right) => right !== 'contents: read' && !right.endsWith(': none'));

import { parse } from 'yaml';
import type { Job, Workflow } from './workflow.ts';

type Steps = Readonly<Record<string, readonly (readonly string[])[]>>;

/** What `ares` makes images by, where it is not told which to take. */
const BUILDS = /\bares\.mjs (images\b|deploy\b(?!.* (-c images=|--last-good)))/;

/**
 * One job makes the images, and no fleet runs others: what was tried on the first is what the next one gets.
 * @param steps what the jobs of `scripts/ci/jobs.mjs` run
 */
export function promotionProblems(text: string, steps: Steps): string[] {
  const { jobs = {} }: Workflow = parse(text);
  const lines = Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, linesOf(job, steps)]));
  const builders = Object.keys(lines).filter((name) => lines[name]?.some((line) => BUILDS.test(line)));
  const handed = builders.flatMap((name) => artifactsOf(jobs[name], 'upload'));
  return [
    ...(builders.length === 1 ? [] : [`images are made by ${builders.join(', ') || 'no job'}`]),
    ...Object.entries(jobs).flatMap(([name, job]) => {
      const wanted = lines[name]?.flatMap((line) => /-c images=(\S+)/.exec(line)?.[1] ?? []) ?? [];
      const given = artifactsOf(job, 'download').filter((one) => handed.includes(one));
      return wanted.filter((file) => !given.includes(file)).map((file) => `job ${name} is handed no ${file}`);
    }),
  ];
}

/** Command lines behind `node scripts/ci.mjs JOB`. */
const linesOf = ({ steps: own = [] }: Job, steps: Steps): string[] =>
  own
    .flatMap(({ run }) => steps[/^node scripts\/ci\.mjs (\w+)$/.exec(run ?? '')?.[1] ?? ''] ?? [])
    .map((words) => words.join(' '));

/** Files of artifacts; what is downloaded to a folder is the one file of the artifact. */
const artifactsOf = (job: Job | undefined, way: 'upload' | 'download'): string[] =>
  (job?.steps ?? [])
    .filter(({ uses }) => uses?.startsWith(`actions/${way}-artifact@`))
    .map(({ with: input }) => (way === 'upload' ? String(input?.path) : `${input?.path}/${input?.name}.json`));

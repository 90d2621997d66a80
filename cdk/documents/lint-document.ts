import { spawnSync } from 'node:child_process';
import { parse } from 'yaml';

interface Parameter {
  readonly type?: string;
  readonly interpolationType?: string;
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: string;
  readonly default?: string;
}
interface Document {
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly mainSteps: readonly {
    readonly inputs: { readonly runCommand: readonly string[]; readonly timeoutSeconds?: string };
  }[];
}

/** What would throw data away, or reach beyond the one container that a command is about. */
const FORBIDDEN = [
  /\bdocker\b.*\bprune\b/,
  /\bdocker\b.*\b(volume|network|system|image|rmi)\b +(rm|prune|create)/,
  /\bdocker rm\b.* -\w*[vf]/,
  /(^|\s)--(rm|volumes|renew-anon-volumes|remove-orphans|force|privileged)(?![\w-])/,
  /(compose|up)\b.*\s(down|run|exec|-V|-y)(\s|$)/,
  /\b(eval|source)\b/,
  /\bsh -c\b/,
];

/** The shell script of a Command document, as the agent runs it. */
export const scriptOf = (document: string): string =>
  (parse(document) as Document).mainSteps.flatMap(({ inputs }) => inputs.runCommand).join('\n');

/** What of the security rules for SSM documents a document breaks; empty when it keeps them. */
export function lintDocument(text: string): string[] {
  const document = parse(text) as Document;
  const script = scriptOf(text);
  return [
    ...Object.entries(document.parameters).flatMap(([name, parameter]) => parameterProblems(name, parameter)),
    ...document.mainSteps.filter(({ inputs }) => !inputs.timeoutSeconds).map(() => 'a step has no timeoutSeconds'),
    ...(text.includes('{{') ? ['two braces side by side: SSM would put a parameter into the shell text'] : []),
    ...(script.includes('agent-too-old') ? [] : ['agents without environment variables are not refused']),
    ...script.split('\n').flatMap(forbiddenIn),
  ];
}

function parameterProblems(
  name: string,
  { type, interpolationType, allowedValues, allowedPattern, default: preset }: Parameter,
) {
  const anchored = allowedPattern?.startsWith('^') && allowedPattern.endsWith('$');
  return [
    ...(type === 'String' ? [] : [`${name} is not a String`]),
    ...(interpolationType === 'ENV_VAR' ? [] : [`${name} is not passed as an environment variable`]),
    ...(allowedValues || anchored ? [] : [`${name} has neither allowed values nor an anchored pattern`]),
    ...(preset !== undefined && allowedPattern && !new RegExp(allowedPattern, 'u').test(preset)
      ? [`${name} does not allow its own default`]
      : []),
  ];
}

function forbiddenIn(line: string, index: number): string[] {
  const code = line.replace(/(^|\s)# .*$/, '');
  const broken = FORBIDDEN.find((pattern) => pattern.test(code));
  return broken ? [`line ${index + 1} of the script matches ${broken}`] : [];
}

/**
 * What shellcheck says about a script for POSIX sh.
 * @throws Error when shellcheck is not installed
 */
export function shellcheck(script: string): string {
  const run = spawnSync('shellcheck', ['--shell=sh', '--severity=style', '--format=gcc', '-'], {
    input: script,
    encoding: 'utf8',
  });
  if (run.error)
    throw new Error('shellcheck cannot be run; install it: apt-get install -y shellcheck', { cause: run.error });
  return run.stdout;
}

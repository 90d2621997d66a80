import type { Ran, RunProgram } from '../run/run-program.ts';

interface FakeRun {
  readonly run: RunProgram;
  /** Every command line, in order */
  readonly lines: string[];
  readonly inputs: string[];
}

/** Programs that are not there: `answers` says by a piece of the command line what each prints, or how it fails. */
export function fakeRun(answers: Readonly<Record<string, string | Ran>> = {}): FakeRun {
  const lines: string[] = [];
  const inputs: string[] = [];
  return {
    lines,
    inputs,
    run: async (command, args, { input } = {}) => {
      const line = [command, ...args].join(' ');
      lines.push(line);
      if (input !== undefined) inputs.push(input);
      const [, answer = ''] = Object.entries(answers).find(([piece]) => line.includes(piece)) ?? [];
      return typeof answer === 'string' ? { code: 0, stdout: answer, stderr: '' } : answer;
    },
  };
}

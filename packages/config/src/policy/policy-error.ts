/** One thing wrong with a policy, and where: for people, and for editors that jump there. */
export interface PolicyError {
  readonly file: string;
  /** `profiles.stateful.ladders.crash[1]`; empty for the file as a whole. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly reason: string;
}

/** `FILE:LINE:COLUMN  PATH: REASON`, as compilers write it. */
export const formatPolicyError = ({ file, path, line, column, reason }: PolicyError): string =>
  `${file}:${line}:${column}  ${path ? `${path}: ` : ''}${reason}`;

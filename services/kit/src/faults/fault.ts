import type { z } from 'zod';

/** A fault that was switched on: its parameters as understood, and how to take it back. */
export interface ActiveFault {
  readonly params: unknown;
  readonly revert: () => void;
}

export interface Fault {
  readonly name: string;
  readonly schema: z.ZodType;
  /** @param input parameters as received; @throws ZodError if they are not valid */
  switchOn(input: unknown): ActiveFault;
}

/** @param apply starts the fault and returns its revert */
export const defineFault = <S extends z.ZodType>(
  name: string,
  schema: S,
  apply: (params: z.output<S>) => () => void,
): Fault => ({
  name,
  schema,
  switchOn(input) {
    const params = schema.parse(input);
    return { params, revert: apply(params) };
  },
});

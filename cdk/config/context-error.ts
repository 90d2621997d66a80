import type { z } from 'zod';
import { contextValues } from './context-values.ts';
import { factsOf } from './facts.ts';

/** Quotes each wrong context value, says what is wanted instead and how to give it. */
export class ContextError extends Error {
  constructor(given: Record<string, unknown>, unknown: readonly string[], error: z.ZodError | undefined) {
    const wrong = new Set(error?.issues.map(({ path }) => String(path[0])));
    const lines = [...[...wrong].map((name) => wrongValue(name, given[name])), ...unknown.map(unknownName)];
    super(`The context of the deployment is wrong:\n${lines.map((line) => `- ${line}`).join('\n')}`);
    this.name = 'ContextError';
  }
}

const wrongValue = (name: string, value: unknown): string =>
  `${name} is ${JSON.stringify(value)}, but must be ${factsOf(name).wanted}: correct \`-c ${name}=…\`, or "${name}" in cdk.json`;

const unknownName = (name: string): string =>
  `${name} is no context value of ARES: leave it out, or take one of ${Object.keys(contextValues.shape).join(', ')}`;

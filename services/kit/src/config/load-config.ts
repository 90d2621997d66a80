import type { z } from 'zod';

const secretName = /PASSWORD|SECRET|KEY|TOKEN|URL/;

/** A configuration that cannot be used; its message names each variable and its remedy, and shows no secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads configuration from environment variables.
 * @param schema one field a variable; a field's `describe()` text is the remedy shown when the variable is bad
 * @throws ConfigError listing every bad variable
 */
export function loadConfig<S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv): Readonly<z.output<S>> {
  const result = schema.safeParse(withoutEmpty(env));
  if (result.success) return Object.freeze(result.data);
  const lines = result.error.issues.map((issue) => explain(schema, env, issue));
  throw new ConfigError(`configuration cannot be used:\n${lines.join('\n')}`);
}

/** Compose passes `NAME=` for an unset variable: empty means "use the default". */
const withoutEmpty = (env: NodeJS.ProcessEnv) => Object.fromEntries(Object.entries(env).filter(([, v]) => v !== ''));

function explain(schema: z.ZodObject, env: NodeJS.ProcessEnv, issue: z.core.$ZodIssue): string {
  const variable = String(issue.path[0] ?? '');
  const field = schema.shape[variable] as z.ZodType | undefined;
  const remedy = field?.description ? `; set it to ${field.description}` : '';
  return `  ${variable} ${shown(variable, env[variable])}: ${issue.message}${remedy}`;
}

function shown(variable: string, value: string | undefined): string {
  if (value === undefined || value === '') return 'is not set';
  return secretName.test(variable) ? '(value hidden)' : `is ${JSON.stringify(value.slice(0, 80))}`;
}

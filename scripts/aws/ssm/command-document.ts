import { createHash } from 'node:crypto';
import type { Resource } from '../deploy/template.ts';
import { SsmError } from './ssm-error.ts';

interface Declared {
  readonly allowedPattern?: string;
  readonly allowedValues?: readonly string[];
  readonly default?: string;
}

/** A registered document, as the template of the deployment has it. */
export interface CommandDocument {
  readonly name: string;
  /** SHA-256 of its text */
  readonly hash: string;
  readonly script: string;
  readonly parameters: Readonly<Record<string, Declared>>;
}

interface Content {
  readonly parameters?: Readonly<Record<string, Declared>>;
  readonly mainSteps: readonly { readonly inputs: { readonly runCommand: readonly string[] } }[];
}

/** Documents that a template registers. */
export const documentsOf = (resources: readonly Resource[]): CommandDocument[] =>
  resources.filter(({ Type }) => Type === 'AWS::SSM::Document').map(({ Properties = {} }) => documentOf(Properties));

function documentOf({ Name, Content: given }: Readonly<Record<string, unknown>>): CommandDocument {
  const content = given as Content;
  return {
    name: String(Name),
    hash: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
    script: content.mainSteps.flatMap(({ inputs }) => inputs.runCommand).join('\n'),
    parameters: content.parameters ?? {},
  };
}

/**
 * Values of all parameters, checked as SSM checks them before anything reaches a host.
 * @throws SsmError InvalidParameters
 */
export function checkedParameters(
  { parameters }: Pick<CommandDocument, 'parameters'>,
  given: Readonly<Record<string, readonly string[]>>,
): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in parameters));
  if (unknown.length > 0)
    throw new SsmError('InvalidParameters', `the document has no parameter ${unknown.join(', ')}`);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, declared]) => [name, checked(name, declared, given[name])]),
  );
}

function checked(name: string, declared: Declared, given: readonly string[] | undefined): string {
  const value = given?.[0] ?? declared.default;
  if (value === undefined || (given && given.length !== 1)) {
    throw new SsmError('InvalidParameters', `${name} needs exactly one value`);
  }
  const { allowedPattern, allowedValues } = declared;
  const allowed =
    (!allowedPattern || new RegExp(allowedPattern).test(value)) && (!allowedValues || allowedValues.includes(value));
  if (!allowed) throw new SsmError('InvalidParameters', `${name} does not fit what the document allows`);
  return value;
}

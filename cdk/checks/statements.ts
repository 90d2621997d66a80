import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';

/** A statement of a policy as it stands in a template. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T];

export const actionsOf = ({ Action }: Statement): readonly string[] => listOf(Action);

/** References in angle brackets, as cdk-nag writes them. */
export const resourcesOf = ({ Resource }: Statement): readonly string[] => listOf(Resource).map(flattenCfnReference);

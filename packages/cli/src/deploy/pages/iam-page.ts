import { isObject, property } from '../template/property.ts';
import { type Resource, resourcesOf, type Template } from '../template/resource.ts';
import { expression, named } from './expression.ts';
import { code, markdownTable } from './markdown.ts';

interface Row {
  readonly role: string;
  readonly effect: string;
  readonly actions: string;
  readonly resources: string;
  readonly conditions: string;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
const lines = (values: unknown): string =>
  list(values)
    .map((one) => code(expression(one)))
    .join('<br>');

/** Every statement of every policy, by the role that has it. */
export function iamPage(templates: readonly Template[]): string {
  const rows = resourcesOf(templates)
    .flatMap(statementsOf)
    .toSorted((a, b) => a.role.localeCompare(b.role));
  return [
    '# IAM statements',
    'What each role of a deployment may do, and on what. What a role is for stands in its description in AWS.',
    markdownTable(
      ['role', 'effect', 'actions', 'resources', 'only if'],
      rows.map(({ role, effect, actions, resources, conditions }) => [role, effect, actions, resources, conditions]),
    ),
  ].join('\n\n');
}

function statementsOf(resource: Resource): Row[] {
  const { type } = resource;
  if (type === 'AWS::IAM::Policy') {
    const roles = list(property(resource, 'Roles')).map((role) =>
      isObject(role) ? named(String(role.Ref)) : String(role),
    );
    return rows(roles.join(', '), property(resource, 'PolicyDocument.Statement'));
  }
  if (type === 'AWS::IAM::ManagedPolicy')
    return rows(`${named(resource.logicalId)} (policy)`, property(resource, 'PolicyDocument.Statement'));
  if (type !== 'AWS::IAM::Role') return [];
  const role = named(resource.logicalId);
  const inline = list(property(resource, 'Policies')).flatMap((policy) =>
    isObject(policy) && isObject(policy.PolicyDocument) ? rows(role, policy.PolicyDocument.Statement) : [],
  );
  const managed = list(property(resource, 'ManagedPolicyArns'))
    .map(expression)
    .filter((arn) => arn.includes(':aws:policy/'));
  const ofAws = managed.map((arn) => ({ role, effect: 'Allow', actions: code(arn), resources: '', conditions: '' }));
  return [...inline, ...ofAws];
}

const rows = (role: string, statements: unknown): Row[] =>
  list(statements)
    .filter(isObject)
    .map(({ Effect, Action, Resource: on, Condition }) => ({
      role: role.replace(/(DefaultPolicy)$/, ''),
      effect: String(Effect),
      actions: lines(Action),
      resources: lines(on),
      conditions:
        Condition === undefined
          ? ''
          : code(
              JSON.stringify(Condition, (_, value) =>
                isObject(value) && isExpression(value) ? expression(value) : value,
              ),
            ),
    }));

const isExpression = (value: Record<string, unknown>): boolean =>
  Object.keys(value).length === 1 && /^(Ref|Fn::)/.test(Object.keys(value)[0] ?? '');

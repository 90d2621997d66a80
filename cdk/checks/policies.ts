import type { Resource, Templates } from '../testing/template.ts';
import { listOf, type Statement } from './statements.ts';

/** A statement of what a role may do, and the roles that have it. */
export interface Grant {
  readonly place: string;
  /** Logical ids of roles, with their stack */
  readonly roles: readonly string[];
  readonly statement: Statement;
}

/** Every statement that says what somebody may do; policies of queues, topics and buckets say who may come in. */
export const grants = (templates: Templates): Grant[] =>
  Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).flatMap(([id, resource]) => grantsOf(stack, id, resource)),
  );

function grantsOf(stack: string, id: string, { Type, Properties }: Resource): Grant[] {
  const place = `${stack}/${id}`;
  const of = (roles: readonly string[], { Statement: statements }: { Statement: Statement | readonly Statement[] }) =>
    listOf(statements).map((statement) => ({ place, roles, statement }));
  switch (Type) {
    case 'AWS::IAM::Policy':
    case 'AWS::IAM::ManagedPolicy':
      return of(rolesIn(stack, Properties.Roles), Properties.PolicyDocument);
    case 'AWS::IAM::Role':
      return listOf<{ PolicyDocument: { Statement: Statement } }>(Properties.Policies).flatMap(({ PolicyDocument }) =>
        of([place], PolicyDocument),
      );
    default:
      return [];
  }
}

const rolesIn = (stack: string, roles: readonly { readonly Ref?: string }[] | undefined): string[] =>
  listOf(roles).flatMap(({ Ref }) => (Ref ? [`${stack}/${Ref}`] : []));

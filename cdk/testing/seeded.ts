import type { Resource, Templates } from './template.ts';

/** Templates of one stack, in which something is wrong. */
export const seeded = (...resources: readonly Resource[]): Templates => ({
  Seeded: { Resources: Object.fromEntries(resources.map((resource, index) => [`Resource${index}`, resource])) },
});

/** A policy of the role `Seeded/Role` that allows something. */
export const policy = (...statements: readonly Readonly<Record<string, unknown>>[]): Resource => ({
  Type: 'AWS::IAM::Policy',
  Properties: {
    Roles: [{ Ref: 'Role' }],
    PolicyDocument: { Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })) },
  },
});

/** A function of that role. */
export const lambda = (Variables: Readonly<Record<string, unknown>>): Resource => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Environment: { Variables } },
});

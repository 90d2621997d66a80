import { type IAspect, Stack, Validations } from 'aws-cdk-lib';
import { CfnManagedPolicy, CfnPolicy } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { actionsOf, resourcesOf, type Statement } from './statements.ts';
import { reasonOf } from './wildcards.ts';

/** Tells cdk-nag the reason of each wildcard that is on the list, and of no other. */
export class AcceptWildcards implements IAspect {
  visit(node: IConstruct): void {
    if (!(node instanceof CfnPolicy || node instanceof CfnManagedPolicy)) return;
    const document = Stack.of(node).resolve(node.policyDocument) as { Statement: readonly Statement[] };
    for (const statement of document.Statement) accept(node, statement);
  }
}

function accept(node: IConstruct, statement: Statement): void {
  for (const resource of resourcesOf(statement).filter((text) => text.includes('*'))) {
    const reason = reasonOf(actionsOf(statement), resource);
    if (reason) Validations.of(node).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
}

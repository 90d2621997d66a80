import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { AresFunction } from './ares-function.ts';

/** Lets a function do one thing to these resources, and nothing beside it. */
export function allow(target: AresFunction, action: `${string}:${string}`, ...resources: string[]): void {
  target.addToRolePolicy(new PolicyStatement({ actions: [action], resources }));
}

/** Sending alone: a function that wakes another one has no use for its queue's attributes. */
export const allowSend = (target: AresFunction, ...queues: IQueue[]): void =>
  allow(target, 'sqs:SendMessage', ...queues.map(({ queueArn }) => queueArn));

/** Actions that AWS lets nobody narrow to a resource; `checks/wildcards.ts` has their reasons. */
export function allowEverywhere(target: AresFunction, ...actions: string[]): void {
  target.addToRolePolicy(new PolicyStatement({ actions, resources: ['*'] }));
}

import type { Check } from './check.ts';
import { type Grant, grants } from './policies.ts';
import { actionsOf, resourcesOf } from './statements.ts';
import { reasonOf } from './wildcards.ts';

const allowed = ({ statement }: Grant): boolean => statement.Effect === 'Allow';

/** Security 11: no action by wildcard, no `NotAction`, and each resource by wildcard is on the list. */
export const hasReasonsForWildcards: Check = (templates) =>
  grants(templates)
    .filter(allowed)
    .flatMap(({ place, statement }) => [
      ...('NotAction' in statement || 'NotResource' in statement ? [`${place} allows all but something`] : []),
      ...actionsOf(statement)
        .filter((action) => action.includes('*'))
        .map((action) => `${place} allows ${action}`),
      ...resourcesOf(statement)
        .filter((resource) => resource.includes('*') && !reasonOf(actionsOf(statement), resource))
        .map((resource) => `${place} allows ${actionsOf(statement).join(', ')} on ${resource} for no listed reason`),
    ]);

/** Security 13: a role is passed by its name, to the service that it is for. */
export const passesRolesByName: Check = (templates) =>
  grants(templates)
    .filter(allowed)
    .filter(({ statement }) => actionsOf(statement).includes('iam:PassRole'))
    .filter(({ statement }) => {
      const service = statement.Condition?.StringEquals?.['iam:PassedToService'];
      return !service || resourcesOf(statement).some((resource) => resource.includes('*'));
    })
    .map(({ place }) => `${place} passes roles without naming role and service`);

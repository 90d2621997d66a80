import { FLEET_TAG } from '@ares/config/aws';
import type { Check } from './check.ts';
import { type Grant, grants } from './policies.ts';
import { actionsOf, resourcesOf, type Statement } from './statements.ts';

const SEND = 'ssm:SendCommand';
const ARES_DOCUMENT =
  /:document\/Ares-[A-Za-z0-9-]+$|^<[A-Za-z0-9]*(Remediate|InjectFault|Install|Release)[A-Za-z0-9]*>$/;
const isInstance = (resource: string): boolean => /:instance\//.test(resource);

export const sendGrants = (all: readonly Grant[]): Grant[] =>
  all.filter(({ statement }) => statement.Effect === 'Allow' && actionsOf(statement).includes(SEND));

/** Security 1 */
export const runsAresDocumentsOnly: Check = (templates) =>
  Object.entries(templates)
    .filter(([, template]) => JSON.stringify(template).includes('AWS-RunShellScript'))
    .map(([stack]) => `${stack} names AWS-RunShellScript`);

/** Security 2: documents of ARES by their name, and instances; nothing else, and no wildcard of documents. */
export const sendsAresDocumentsOnly: Check = (templates) =>
  sendGrants(grants(templates)).flatMap(({ place, statement }) =>
    resourcesOf(statement)
      .filter((resource) => !isInstance(resource) && !ARES_DOCUMENT.test(resource))
      .map((resource) => `${place} sends ${resource}`),
  );

/** Security 3: to instances with the fleet's tag only. */
export const sendsToFleetOnly: Check = (templates) =>
  sendGrants(grants(templates))
    .filter(({ statement }) => resourcesOf(statement).some(isInstance) && !isBoundToFleet(statement))
    .map(({ place }) => `${place} sends to instances without a condition on their tag ${FLEET_TAG}`);

function isBoundToFleet({ Condition }: Statement): boolean {
  const value = Condition?.StringEquals?.[`ssm:resourceTag/${FLEET_TAG}`];
  return typeof value === 'string' && value.length > 0 && !value.includes('*');
}

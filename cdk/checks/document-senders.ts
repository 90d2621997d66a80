import type { Check } from './check.ts';
import { grants } from './policies.ts';
import { sendGrants } from './send-command.ts';
import { resourcesOf } from './statements.ts';
import { type Trusted, trustsOf } from './trusts.ts';

/** Each document has one who sends it: heal heals, experiments break, deployments bring releases. */
const documentsOf: Readonly<Record<Trusted, RegExp>> = {
  others: /[-<\w]Remediate\w*>?$/,
  experiments: /[-<\w]InjectFault\w*>?$/,
  deployment: /-(Release|Install)$/,
};

/** Security 12: nobody sends what is another's to send. */
export const sendsOwnDocumentsOnly: Check = (templates) => {
  const trusts = trustsOf(templates);
  return sendGrants(grants(templates)).flatMap(({ place, roles, statement }) =>
    roles.flatMap((role) =>
      resourcesOf(statement)
        .filter((resource) => !/:instance\//.test(resource) && !documentsOf[trusts(role)].test(resource))
        .map((resource) => `${place} lets ${trusts(role)} send ${resource}`),
    ),
  );
};

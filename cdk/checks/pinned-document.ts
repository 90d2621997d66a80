import { type Placed, resourcesOfType, type Templates } from '../testing/template.ts';
import type { Check } from './check.ts';
import { grants } from './policies.ts';
import { sendGrants } from './send-command.ts';

const pins = ['DOCUMENT_HASH', 'DOCUMENT_VERSION'];

/** Security 10: who sends is told version and hash of the registered document, as read after its registration. */
export const sendsByHash: Check = (templates) =>
  senders(templates).flatMap(({ place, Properties }) =>
    pins
      .filter((name) => !Properties.Environment?.Variables?.[name]?.['Fn::GetAtt'])
      .map((name) => `${place} sends without ${name} of what was registered`),
  );

/** Security 12: the one function that sends is not the one that reads hosts and decides. */
export const oneFunctionSends: Check = (templates) => {
  const places = senders(templates).map(({ place }) => place);
  return places.length === 1 ? [] : [`${places.length} functions may send commands: ${places.join(', ')}`];
};

/** Functions whose role may send commands. */
function senders(templates: Templates): Placed[] {
  const sending = new Set(sendGrants(grants(templates)).flatMap(({ roles }) => roles));
  return resourcesOfType(templates, 'AWS::Lambda::Function').filter(({ place, Properties }) => {
    const [stack] = place.split('/');
    return sending.has(`${stack}/${Properties.Role?.['Fn::GetAtt']?.[0]}`);
  });
}

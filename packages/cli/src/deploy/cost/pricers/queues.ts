import { property } from '../../template/property.ts';
import { IDLE_POLLS, messages, REQUESTS_A_MESSAGE } from '../usage/usage.ts';
import type { Pricer } from './pricer.ts';

const isPolled = (name: string): name is keyof typeof messages => Object.hasOwn(messages, name);

/** A queue that Lambda polls is asked all day; one of dead letters by nobody, and it costs nothing while it is empty. */
export const queueItems: Pricer = (resource, fleet) => {
  const name = Object.keys(messages).find((one) => resource.logicalId.toLowerCase().includes(`${one}queue`)) ?? '';
  if (isPolled(name)) {
    const requests = messages[name](fleet) * REQUESTS_A_MESSAGE + IDLE_POLLS;
    return [{ what: `requests of the ${name} queue`, price: 'sqs.request', quantity: requests }];
  }
  if (property(resource, 'RedrivePolicy') === undefined) return [];
  throw new Error(`${resource.stack}/${resource.logicalId}: nobody says how many messages this queue gets`);
};

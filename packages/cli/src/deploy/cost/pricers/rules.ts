import { HOST_EVENT_SOURCE } from '@ares/config/aws';
import { property } from '../../template/property.ts';
import { wakesByHosts } from '../usage/usage.ts';
import type { Pricer } from './pricer.ts';

/** What AWS itself puts on the bus is free; what the host agents put there is not. */
export const ruleItems: Pricer = (resource, fleet) => {
  const sources = property(resource, 'EventPattern.source');
  if (!Array.isArray(sources) || !sources.includes(HOST_EVENT_SOURCE)) return [];
  return [{ what: 'events of host agents', price: 'events.custom', quantity: wakesByHosts(fleet) }];
};

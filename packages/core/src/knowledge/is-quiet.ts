import { isActedOn } from '../model/action.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { ServiceNews } from '../ports/service-models.ts';

/** Whether nothing graver than a word is the matter with a service, and nothing is being done to it. */
export const isQuiet = (serviceId: string, { incidents, actions }: Pick<Knowledge, 'incidents' | 'actions'>): boolean =>
  !incidents.some((incident) => incident.serviceId === serviceId && incident.weight === 'act') &&
  !isActedOn(serviceId, actions);

/** What models have to hear. */
export const newsOf = (knowledge: Knowledge): readonly ServiceNews[] =>
  knowledge.services.flatMap(({ serviceId, hostId, minutes }) =>
    minutes ? [{ serviceId, hostId, minutes: minutes.closed, isQuiet: isQuiet(serviceId, knowledge) }] : [],
  );

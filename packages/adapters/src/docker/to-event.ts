import { parseJson } from '../http/parse-json.ts';
import type { DockerAction, DockerEvent } from './docker-engine.ts';
import { eventSchema } from './docker-schemas.ts';

const containerActions: readonly DockerAction[] = [
  'create',
  'start',
  'kill',
  'die',
  'oom',
  'stop',
  'pause',
  'unpause',
  'destroy',
  'rename',
  'update',
  'health_status',
];

/** One line of Docker's event stream; undefined for what is no event. */
export function toEvent(line: string): DockerEvent | undefined {
  const parsed = eventSchema.safeParse(parseJson(line));
  if (!parsed.success) return undefined;
  const { Type, Action, Actor, timeNano } = parsed.data;
  const event = {
    key: `${timeNano}/${Actor.ID}/${Action}`,
    atMs: Math.floor(timeNano / 1e6),
    attributes: Actor.Attributes,
  };
  if (Type === 'network') {
    const action = Action === 'connect' || Action === 'disconnect' ? Action : 'other';
    return { ...event, action, containerId: Actor.Attributes.container ?? '' };
  }
  if (Type !== 'container') return { ...event, action: 'other', containerId: '' };
  // `health_status: healthy`, `exec_start: curl …`
  const [name] = Action.split(':', 1);
  return { ...event, action: containerActions.find((known) => known === name) ?? 'other', containerId: Actor.ID };
}

import type { ActionKind, Outcome } from '../../model/action.ts';
import type { Incident } from '../../model/incident.ts';
import type { World } from './world.ts';

/** Names of the containers whose actions a host has accepted, in order. */
export const sent = (world: World): readonly (string | undefined)[] =>
  world.ports.commands.accepted.map((command) => command.parameters.ContainerName);

export const kinds = (world: World): readonly ActionKind[] =>
  world.ports.knowledge.actions().map((action) => action.kind);

export const outcomes = (world: World): readonly (Outcome | undefined)[] =>
  world.ports.knowledge.actions().map((action) => action.outcome);

export const incidents = (world: World, service = 'cart'): readonly Incident[] =>
  world.ports.knowledge.incidents().filter((incident) => incident.service === service);

/** The first one of a service. */
export const incident = (world: World, service?: string): Incident | undefined => incidents(world, service)[0];

/** What people were called for. */
export const pages = (world: World): readonly string[] => world.ports.knowledge.outbox().map(({ words }) => words);

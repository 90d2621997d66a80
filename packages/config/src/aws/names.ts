/** The tag of the instances that ARES looks after; its value is the name of the fleet. */
export const FLEET_TAG = 'ares:fleet';

/** What a host agent serves, and the Prometheus beside it, on the private address of its host. */
export const HOST_AGENT_PORT = 9469;
export const PROMETHEUS_PORT = 9090;

/** Events of host agents on the default bus. */
export const HOST_EVENT_SOURCE = 'ares.host-agent';
export const HOST_EVENT_TYPE = 'ARES Host Wake';

/** Of every metric about ARES itself, in CloudWatch. */
export const METRIC_NAMESPACE = 'ARES';

/** One role of the database for each function that signs in to it. */
export const databaseRoles = {
  tick: 'ares_tick',
  heal: 'ares_heal',
  train: 'ares_train',
  api: 'ares_api',
} as const;

export type DatabaseUser = keyof typeof databaseRoles;

/** Slots are this far apart; their beginnings are whole multiples of it since the epoch. */
export const SLOT_MS = 15_000;

/** The tag of the instances that ARES looks after; its value is the name of the fleet. */
export const FLEET_TAG = 'ares:fleet';

/** The tag of everything that a deployment made; its value is the context value `fleet`. */
export const DEPLOYMENT_TAG = 'ares:deployment';

/** The policy that lets a host do what ARES needs, of one deployment in one region. */
export const hostPolicyName = (deployment: string, region: string): string => `Ares-${deployment}-Host-${region}`;

/** The SSM parameter that names the commit and the images which a deployment was last well with. */
export const lastGoodParameter = (deployment: string): string => `/ares/${deployment}/last-good`;

/** The SSM parameter with the address of dashboard and API, for the next step in a message. */
export const dashboardUrlParameter = (deployment: string): string => `/ares/${deployment}/dashboard-url`;

/** What a host agent serves, and the Prometheus beside it, on the private address of its host. */
export const HOST_AGENT_PORT = 9469;
export const PROMETHEUS_PORT = 9090;

/** Events of host agents on the default bus. */
export const HOST_EVENT_SOURCE = 'ares.host-agent';
export const HOST_EVENT_TYPE = 'ARES Host Wake';

/** Of every alarm about ARES itself, so that it is not taken for one of the team's. */
export const ALARM_PREFIX = 'ARES';

/** Of the alarms of one deployment, by its context value `fleet`, which is not always the tag of the hosts. */
export const alarmPrefix = (deployment: string): string => `${ALARM_PREFIX} ${deployment}: `;

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

/** What the server lets a role have at once: however many people ask, the loop keeps its connections. */
export const databaseConnectionsMax = { api: 10 } as const;

/** Slots are this far apart; their beginnings are whole multiples of it since the epoch. */
export const SLOT_MS = 15_000;

/** Groups of the user pool. Who is in neither may do nothing; operators may read, too. */
export const userGroups = { read: 'ares-readers', operate: 'ares-operators' } as const;

/** Paths of the API that need no token: no authorizer stands before them. */
export const openApiPaths = ['/health', '/api/v1/config'] as const;

const loginPorts = [8976, 8977, 8978] as const;

/** Where `ares login` waits for the browser, one after the other where a port is taken; the app client has all of them. */
export const loginCallbacks = loginPorts.map((port) => `http://localhost:${port}/callback`);

import { hostname } from 'node:os';
import { DEFAULT_FLEET, labelName, portText } from '@ares/config/labels';
import { z } from 'zod';
import type { EventTarget } from './events/event-bridge-sender.ts';
import { listenAddresses } from './http/listen-addresses.ts';

export interface HostAgentOptions {
  readonly hostId: string;
  readonly fleet: string;
  /** Private addresses to serve on; where none is named, the loopback and Docker's bridge. */
  readonly addresses: readonly string[];
  /** 0 takes a free one. */
  readonly port: number;
  /** Docker's Unix socket. */
  readonly socketPath: string;
  /** Where the remediation script keeps its ledger; only read. */
  readonly stateDir: string;
  /** Where the agent keeps what it must not forget. */
  readonly memoryDir: string;
  readonly procRoot: string;
  readonly cgroupRoot: string;
  /** Where wakes are put on AWS; elsewhere nowhere. */
  readonly events?: EventTarget;
}

const text = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((value) => value || fallback);

const environment = z.object({
  ARES_HOST_ID: text(hostname()).pipe(
    z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}$/, 'use up to 128 letters, digits, dots, hyphens, underscores'),
  ),
  ARES_FLEET: text(DEFAULT_FLEET).pipe(labelName),
  ARES_AGENT_LISTEN: z.string().default(''),
  ARES_AGENT_PORT: text('9469').pipe(portText),
  DOCKER_HOST: text('unix:///var/run/docker.sock').pipe(
    z.string().startsWith('unix:///', 'must be a Unix socket, such as unix:///var/run/docker.sock'),
  ),
  ARES_STATE_DIR: text('/var/lib/ares'),
  ARES_AGENT_DIR: text('/var/lib/ares-agent'),
  ARES_PROC: text('/proc'),
  ARES_CGROUP_ROOT: text('/sys/fs/cgroup'),
  ARES_EVENT_BUS: z
    .string()
    .regex(/^([a-zA-Z0-9._/-]{1,256}|arn:[a-zA-Z0-9:._/-]{1,1600})?$/, 'use the name or ARN of an EventBridge bus')
    .default(''),
  ARES_FLEET_TAG: z
    .string()
    .regex(/^[\w .:/=+@-]{0,128}$/, 'use the value of the tag ares:fleet')
    .default(''),
  AWS_REGION: z
    .string()
    .regex(/^([a-z]{2}(-[a-z]+)+-\d)?$/, 'use the name of a region, such as eu-central-1')
    .default(''),
});

/** @throws Error that names each bad variable */
export function hostAgentOptions(env: NodeJS.ProcessEnv): HostAgentOptions {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path: [name = ''], message }) => {
      const value = env[String(name)];
      return `  ${String(name)}=${value ?? ''}: ${message}`;
    });
    throw new Error(`the host agent cannot use its environment:\n${lines.join('\n')}`);
  }
  const { data } = parsed;
  return {
    hostId: data.ARES_HOST_ID,
    fleet: data.ARES_FLEET,
    addresses: listenAddresses(data.ARES_AGENT_LISTEN),
    port: data.ARES_AGENT_PORT,
    socketPath: data.DOCKER_HOST.slice('unix://'.length),
    stateDir: data.ARES_STATE_DIR,
    memoryDir: data.ARES_AGENT_DIR,
    procRoot: data.ARES_PROC,
    cgroupRoot: data.ARES_CGROUP_ROOT,
    ...eventsOf(data),
  };
}

function eventsOf(data: z.infer<typeof environment>): Pick<HostAgentOptions, 'events'> {
  const { ARES_EVENT_BUS: bus, AWS_REGION: region, ARES_FLEET_TAG: tag, ARES_FLEET: fleet } = data;
  if (bus === '') return {};
  if (region === '')
    throw new Error('the host agent cannot use its environment:\n  AWS_REGION: ARES_EVENT_BUS needs it');
  return { events: { bus, region, fleetTag: tag || fleet } };
}

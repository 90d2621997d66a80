import { hostname } from 'node:os';
import { DEFAULT_FLEET, labelName, portText } from '@ares/config/labels';
import { z } from 'zod';
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
  };
}

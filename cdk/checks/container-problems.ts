import { parse } from 'yaml';

/** What a container of a Compose file is judged by. */
interface Container {
  readonly user?: string;
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly network_mode?: string;
  readonly pid?: string;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly pids_limit?: number;
  readonly volumes?: readonly unknown[];
}

const SOCKET = /docker\.sock|DOCKER_SOCKET/;

const rules: Readonly<Record<string, (container: Container) => boolean>> = {
  'may run as root': ({ user = '' }) => !/^[1-9]\d*(:|$)/.test(user),
  'writes to its root file system': (container) => container.read_only !== true,
  'keeps capabilities': ({ cap_drop, cap_add = [] }) => cap_drop?.join() !== 'ALL' || cap_add.length > 0,
  'may gain privileges': (container) =>
    container.privileged === true || container.security_opt?.includes('no-new-privileges:true') !== true,
  'has no limit of memory': ({ mem_limit }) => !mem_limit,
  'has no limit of processes': ({ pids_limit }) => !(pids_limit && pids_limit > 0),
  'is on a network of the host': ({ network_mode }) => network_mode !== undefined,
  'sees the processes of the host': ({ pid }) => pid !== undefined,
  'is given the socket of Docker': ({ volumes = [] }) => volumes.some((volume) => SOCKET.test(JSON.stringify(volume))),
};

/** To see every container and ask each one, the host agent has what nobody else has; it listens on private addresses. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'host-agent': ['is on a network of the host', 'is given the socket of Docker'],
};

/** Security 17 and 18, of a Compose file that stands for itself. */
export function softContainers(compose: string): string[] {
  const { services }: { services: Record<string, Container> } = parse(compose, { merge: true });
  return Object.entries(services).flatMap(([name, container]) =>
    Object.entries(rules)
      .filter(([problem, isSoft]) => isSoft(container) && !exceptions[name]?.includes(problem))
      .map(([problem]) => `${name} ${problem}`),
  );
}

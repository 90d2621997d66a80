/** The part of a Compose service that its hardening is judged by. */
export interface ComposeService {
  readonly user?: string;
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly network_mode?: string;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly cpus?: number;
  readonly pids_limit?: number;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
}

const rules: Readonly<Record<string, (service: ComposeService) => boolean>> = {
  'runs as a user with a number above 0': (s) => /^[1-9]\d*(:\d+)?$/.test(s.user ?? ''),
  'has a read-only root file system': (s) => s.read_only === true,
  'drops all capabilities and adds none': (s) => s.cap_drop?.join() === 'ALL' && !s.cap_add?.length,
  'cannot gain privileges': (s) => !s.privileged && s.security_opt?.includes('no-new-privileges:true') === true,
  'has limits of memory, CPU and processes': (s) => Boolean(s.mem_limit && s.cpus && s.pids_limit),
  'is not on the host network': (s) => s.network_mode !== 'host',
  'publishes on loopback only': (s) => (s.ports ?? []).every((port) => port.startsWith('127.0.0.1:')),
  'does not mount the Docker socket': (s) => !(s.volumes ?? []).some((volume) => volume.includes('docker.sock')),
};

/** @returns the rules that a service breaks */
export const violations = (service: ComposeService): string[] =>
  Object.entries(rules)
    .filter(([, holds]) => !holds(service))
    .map(([rule]) => rule);

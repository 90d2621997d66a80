import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ComposePlugin, composePlugin } from './compose-plugin.ts';
import { releaseParameterName } from './release.ts';

/** Where the launch template attaches the data volume. */
export const DATA_DEVICE = '/dev/sdf';

export interface HostUserDataProps {
  /** Names the release parameter. */
  readonly fleet: string;
  /** Value of the instances' tag `ares:fleet`, which events of the host agent carry. */
  readonly fleetTag: string;
  /** May be a token, as may every text here. */
  readonly region: string;
  /** Name of the EventBridge bus for events of the host agent. @default 'default' */
  readonly eventBus?: string;
  /** Whether faults may be injected into the containers of the shop. @default false */
  readonly chaos?: boolean;
  /** Hosts that reach AWS over IPv6. @default false */
  readonly dualStack?: boolean;
  /** Names the parameter with what CloudFront shows. @default - there is no CloudFront in front of the hosts */
  readonly originParameter?: string | undefined;
  /** @default the pinned release on GitHub, which is reached over IPv4 only */
  readonly compose?: ComposePlugin;
}

const files = join(import.meta.dirname, 'files');
const read = (...path: readonly string[]): string => readFileSync(join(files, ...path), 'utf8');

const DAEMON = {
  // Containers go on while Docker itself restarts.
  'live-restore': true,
  'log-driver': 'json-file',
  'log-opts': { 'max-size': '10m', 'max-file': '3' },
};

/** Docker does not start without its volumes: a database that finds none makes itself a new, empty one. */
const DOCKER_DROP_IN = '[Unit]\nRequiresMountsFor=/var/lib/docker/volumes\n';
const SSM_DUAL_STACK = JSON.stringify({ Agent: { UseDualStackEndpoint: true } });
/** On hosts that ARES made the agent, too, takes the release at its start. */
export const AGENT_DROP_IN = '[Service]\nExecStartPre=/usr/local/sbin/ares-release\n';

/**
 * Makes a host with Amazon Linux 2023 on arm64 ready, and may run any number of times; what later boots need is enabled
 * as systemd units. That no bridged container reaches the instance's role is for the launch template to see to: IMDSv2
 * with a hop limit of 1.
 */
export function hostUserData(props: HostUserDataProps): string {
  const { region, compose = composePlugin } = props;
  const settings = {
    AWS_REGION: region,
    DATA_DEVICE,
    COMPOSE_URL: compose.url,
    COMPOSE_SHA256: compose.sha256,
    AWS_USE_DUALSTACK_ENDPOINT: String(props.dualStack ?? false),
  };
  return [
    '#!/bin/sh',
    'set -eu',
    'export HOME=/root',
    ...assignments(settings).map((line) => `export ${line}`),
    'write_files() {',
    ...hostFiles(props).map(([path, mode, text]) => `write ${path} ${mode} <<'ARES_END'\n${text.trimEnd()}\nARES_END`),
    '}',
    read('user-data.sh'),
  ].join('\n');
}

function hostFiles(props: HostUserDataProps): (readonly [path: string, mode: number, text: string])[] {
  return [
    ...(props.dualStack ? [['/etc/amazon/ssm/amazon-ssm-agent.json', 600, SSM_DUAL_STACK] as const] : []),
    ['/etc/ares/host.env', 644, assignments(hostEnv(props)).join('\n')],
    ['/etc/docker/daemon.json', 644, JSON.stringify(DAEMON)],
    ['/etc/systemd/system/docker.service.d/ares.conf', 644, DOCKER_DROP_IN],
    ['/etc/systemd/system/ares-agent.service', 644, read('systemd/ares-agent.service')],
    ['/etc/systemd/system/ares-agent.service.d/release.conf', 644, AGENT_DROP_IN],
    ['/etc/systemd/system/ares-app.service', 644, read('systemd/ares-app.service')],
    ['/usr/local/sbin/ares-release', 755, read('ares-release')],
  ];
}

const hostEnv = ({
  fleet,
  fleetTag,
  region,
  eventBus = 'default',
  chaos = false,
  dualStack = false,
  originParameter = '',
}: HostUserDataProps) => ({
  AWS_REGION: region,
  AWS_USE_DUALSTACK_ENDPOINT: String(dualStack),
  ARES_FLEET_TAG: fleetTag,
  ARES_EVENT_BUS: eventBus,
  ARES_CHAOS: chaos ? 'allow' : 'deny',
  ARES_RELEASE_PARAMETER: releaseParameterName(fleet),
  ARES_ORIGIN_PARAMETER: originParameter,
});

/** Lines that a shell and Compose read alike. */
const assignments = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).map(([name, value]) => {
    if (value.includes("'")) throw new Error(`${name} is ${JSON.stringify(value)}: leave out the quotation mark`);
    return `${name}='${value}'`;
  });

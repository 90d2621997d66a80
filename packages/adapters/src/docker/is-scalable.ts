import type { Inspected } from './docker-schemas.ts';

/** Could Compose run a second one beside it? Not with a name or a host port that can be had only once. */
export function isScalable({ Name, Config, HostConfig }: Inspected): boolean {
  const project = Config.Labels['com.docker.compose.project'];
  const service = Config.Labels['com.docker.compose.service'];
  const number = Config.Labels['com.docker.compose.container-number'];
  if (!project || !service || !number || HostConfig.NetworkMode === 'host') return false;
  const name = Name.replace(/^\//, '');
  const counted = ['-', '_'].some((join) => name === [project, service, number].join(join));
  const hostPorts = Object.values(HostConfig.PortBindings).flatMap((bindings) => bindings.map((b) => b.HostPort));
  return counted && hostPorts.every((port) => port === '' || port === '0');
}

import { parse } from 'yaml';

interface HostFile {
  readonly name: string;
  readonly text: string;
}

/** What a Compose file that is laid over another one may say: nothing of it loosens a container. */
const HARMLESS = ['image', 'build', 'ports', 'volumes', 'labels', 'environment'];

/** Security 17: Docker listens on its socket only, which the host agent alone is given. */
export const sharesDockerSocket = (files: readonly HostFile[]): string[] =>
  files.flatMap(({ name, text }) => [
    ...(/\btcp:\/\/|\b237[56]\b|"hosts"/.test(text) ? [`${name} has Docker listen on a port`] : []),
    ...(text.includes('docker.sock') && !name.startsWith('agent/') ? [`${name} mounts the socket of Docker`] : []),
  ]);

/** Security 18: what the files of shop and agent harden (`container-problems.ts`) stays so on a host. */
export const loosensContainers = (overlay: string): string[] =>
  Object.entries<object>(parse(overlay, { customTags: overlayTags }).services).flatMap(([service, over]) =>
    Object.keys(over)
      .filter((key) => !HARMLESS.includes(key))
      .map((key) => `${service} has another ${key}`),
  );

/** Tags of Compose that say how to lay a value over another one. */
const overlayTags = ['!override', '!reset'].flatMap((tag) => [
  { tag, collection: 'seq' as const, resolve: (items: unknown) => items },
  { tag, resolve: () => null },
]);

export { type DockerClientOptions, dockerClient } from './docker-client.ts';
export type {
  ContainerFacts,
  DockerAction,
  DockerEngine,
  DockerEvent,
  EventStream,
  ListedContainer,
} from './docker-engine.ts';
export type { Continuity, CursorState } from './event-cursor.ts';
export { type DockerFollower, type DockerListener, type FirstLook, followDocker } from './follow-docker.ts';

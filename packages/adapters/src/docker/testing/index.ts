export { docker, imageOf } from './docker-cli.ts';
export { type FakeDocker, fakeDocker } from './fake-docker.ts';

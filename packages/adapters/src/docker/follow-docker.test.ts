import { afterEach, expect, test } from 'vitest';
import type { DockerEvent } from './docker-engine.ts';
import type { CursorState } from './event-cursor.ts';
import { type DockerFollower, type FirstLook, followDocker } from './follow-docker.ts';
import { fakeDocker } from './testing/fake-docker.ts';

let follower: DockerFollower | undefined;
afterEach(() => follower?.stop());

function follow(docker: ReturnType<typeof fakeDocker>, start?: CursorState) {
  const looks: FirstLook[] = [];
  const heard: DockerEvent[] = [];
  const losses: string[] = [];
  const listener = {
    connected: (look: FirstLook) => void looks.push(look),
    event: (event: DockerEvent) => void heard.push(event),
    disconnected: (error: Error) => void losses.push(error.message),
  };
  follower = followDocker(docker, listener, start);
  return { looks, heard, losses, follower };
}

const world = () => {
  const docker = fakeDocker(Date.now() - 60_000);
  const id = docker.run('web');
  docker.clock.nowMs = Date.now() + 1_000;
  return { docker, id };
};
const actions = (events: readonly DockerEvent[]) => events.map(({ action }) => action);

test('the first connection finds what is there, then hears what happens', async () => {
  const { docker, id } = world();
  const { looks, heard } = follow(docker);
  await expect.poll(() => looks).toMatchObject([{ continuity: 'first', missed: [], containers: [{ id }] }]);
  docker.crash(id);
  expect(actions(heard)).toEqual(['die']);
});

test('an event during the first look is heard after it', async () => {
  const { docker, id } = world();
  const { looks, heard } = follow(docker);
  await Promise.resolve();
  docker.crash(id);
  await expect.poll(() => looks.length).toBe(1);
  expect(actions(heard)).toEqual(['die']);
});

test('a cut stream is opened again, and what happened meanwhile is told once', async () => {
  const { docker, id } = world();
  const { looks, heard, losses } = follow(docker);
  await expect.poll(() => looks.length).toBe(1);
  docker.tell(id, 'pause');
  docker.cut();
  docker.crash(id);
  await expect.poll(() => looks.length).toBe(2);
  expect(losses).toEqual(['the stream was cut']);
  expect(looks[1]).toMatchObject({ continuity: 'complete', containers: [{ state: 'exited' }] });
  expect([actions(looks[1]?.missed ?? []), actions(heard)]).toEqual([['die'], ['pause']]);
});

test('another daemon, and a daemon that has forgotten, are told apart', async () => {
  const { docker } = world();
  const { looks } = follow(docker);
  await expect.poll(() => looks.length).toBe(1);
  docker.clock.nowMs += 60_000;
  docker.restart();
  await expect.poll(() => looks.length).toBe(2);
  docker.cut();
  docker.forget();
  await expect.poll(() => looks.length).toBe(3);
  expect(looks.map(({ continuity }) => continuity)).toEqual(['first', 'restarted', 'gap']);
});

test('row 23: a daemon that does not answer is asked again until it does', async () => {
  const { docker } = world();
  docker.setHanging(true);
  const { looks, losses } = follow(docker);
  await expect.poll(() => losses.length).toBeGreaterThan(1);
  expect(looks).toEqual([]);
  docker.setHanging(false);
  await expect.poll(() => looks.length).toBe(1);
});

test('another follower goes on where the first one stopped', async () => {
  const { docker, id } = world();
  const one = follow(docker);
  await expect.poll(() => one.looks.length).toBe(1);
  docker.tell(id, 'pause');
  await one.follower.stop();
  docker.crash(id);
  const two = follow(docker, one.follower.cursor());
  await expect.poll(() => two.looks.length).toBe(1);
  expect(two.looks[0]).toMatchObject({ continuity: 'complete' });
  expect(actions(two.looks[0]?.missed ?? [])).toEqual(['die']);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { docker, startTinyApp, type TinyApp } from './testing/tiny-app.ts';
import { startTinyAres, type TinyAres } from './testing/tiny-ares.ts';

let app: TinyApp;
let ares: TinyAres;
beforeAll(async () => {
  app = await startTinyApp({ stopped: {}, paused: {}, removed: {}, other: {} });
  ares = await startTinyAres(app.fleet);
  await ares.until('all services to be seen healthy', () => {
    const seen = ares.knowledge.services();
    return seen.length === 4 && seen.every(({ health }) => health === 'HEALTHY');
  });
});
afterAll(async () => {
  await ares.stop();
  await app.down();
});

const memory = (service: string) => ares.knowledge.services().find((known) => known.service === service);

test.each([
  ['stopped', ['stop', '-t', '1'], 'stop'],
  ['paused', ['pause'], 'pause'],
  ['removed', ['rm', '-f'], 'remove'],
])('what a person %s is remembered as theirs and left alone', async (service, command, kind) => {
  await docker(...command, app.container(service));
  await ares.until('the hand to be remembered', () => memory(service)?.hands?.[0]?.kind === kind);
  expect(memory(service)).toMatchObject({ health: 'DOWN', hands: [{ containerName: app.container(service) }] });
  expect(ares.knowledge.actions()).toEqual([]);
  expect(ares.knowledge.incidents().filter((incident) => incident.state === 'open')).toEqual([]);
});

test('what they start again is in nobody’s hand', async () => {
  await docker('start', app.container('stopped'));
  await docker('unpause', app.container('paused'));
  await app.compose('up', '-d', 'removed');
  await ares.until('all services to be healthy again', () =>
    ares.knowledge.services().every(({ health, hands }) => health === 'HEALTHY' && hands === undefined),
  );
  expect(ares.knowledge.actions()).toEqual([]);
});

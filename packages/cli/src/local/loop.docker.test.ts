import { afterEach, expect, test } from 'vitest';
import { docker, startTinyApp, type TinyApp, type TinyService } from '../testing/tiny-app.ts';
import { startTinyAres, type TinyAres } from '../testing/tiny-ares.ts';

let app: TinyApp | undefined;
let ares: TinyAres | undefined;

afterEach(async () => {
  await ares?.stop();
  await app?.down();
  [app, ares] = [undefined, undefined];
});

async function stage(services: Readonly<Record<string, TinyService>>) {
  app = await startTinyApp(services);
  ares = await startTinyAres(app.fleet);
  const { knowledge } = ares;
  const names = Object.keys(services);
  await ares.until('all services to be seen healthy', () =>
    names.every((name) => knowledge.services().some((s) => s.service === name && s.health === 'HEALTHY')),
  );
  await settled();
  return {
    app,
    ares,
    outcomes: () =>
      knowledge.actions().map((a) => `${a.kind} ${a.containerName.slice(app?.fleet.length)} ${a.outcome ?? a.state}`),
    incident: (service: string) => knowledge.incidents().find((i) => i.service === service),
    words: () => knowledge.timeline().map((event) => event.words),
  };
}

/** The process ends by itself, which a kill from outside would not be to Docker's restart policy. */
const exitInside = (container: string): Promise<unknown> =>
  docker('exec', container, 'node', '-e', "fetch('http://127.0.0.1:8080/exit')").catch(() => undefined);

/** Long enough for the first probes of every container. */
const settled = (seconds = 3): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

test('a stranger’s application, known by its labels alone: a killed container is restarted, verified and told', async () => {
  const { app, ares, outcomes, incident } = await stage({ web: {}, other: {} });
  const before = await docker('inspect', '-f', '{{.State.StartedAt}}', app.container('other'));
  await docker('kill', '-s', 'KILL', app.container('web'));
  await ares.until('the incident to be healed', () => incident('web')?.state === 'healed');
  expect(outcomes()).toEqual(['restart -web-1 effective']);
  const story = ares.knowledge.timeline().filter((event) => event.incidentId === incident('web')?.id);
  const kinds = [...new Set(story.map((event) => event.kind))];
  expect(kinds).toEqual(['detected', 'decided', 'intent', 'sent', 'result', 'verified', 'closed']);
  expect(await docker('inspect', '-f', '{{.State.StartedAt}}', app.container('other'))).toBe(before);
});

test('a frozen process is a hang and is restarted', async () => {
  const { app, ares, outcomes, incident } = await stage({ web: {} });
  await docker('kill', '-s', 'STOP', app.container('web'));
  await ares.until('the incident to be healed', () => incident('web')?.state === 'healed');
  expect(incident('web')?.symptom).toBe('hang');
  expect(outcomes()).toEqual(['restart -web-1 effective']);
});

test('row 19, 56: restarts that change nothing end with a person, after a fresh container was tried', async () => {
  const { app, ares, outcomes, incident } = await stage({ web: {} });
  app.flag('web', 'unready', true);
  await ares.until('a person to be called', () => incident('web')?.state === 'escalated', 150);
  expect(outcomes()).toEqual([
    'restart -web-1 ineffective',
    'recycle -web-1 ineffective',
    'recycle -web-1 ineffective',
  ]);
  app.flag('web', 'unready', false);
  await ares.until('the incident to end when the cause is gone', () => incident('web')?.state !== 'escalated');
});

test('row 24: Docker’s own restart is waited for and recorded', async () => {
  const { app, ares, outcomes, incident, words } = await stage({ web: { restart: 'on-failure:3' } });
  await exitInside(app.container('web'));
  await ares.until('Docker’s restart to be told', () =>
    words().some((w) => w.includes('Docker restarted it by its own policy')),
  );
  await settled(12);
  expect(outcomes()).toEqual([]);
  const told = ares.knowledge.timeline().filter((event) => event.kind === 'docker-restart');
  expect(told.map((event) => event.incidentId)).toEqual([incident('web')?.id]);
});

test('row 24: at a crash loop ARES takes over', async () => {
  const { app, ares, outcomes, incident } = await stage({ web: { restart: 'on-failure:3' } });
  app.flag('web', 'exit-at-start', true);
  await exitInside(app.container('web'));
  await ares.until('Docker to give up and ARES to act', () =>
    outcomes().some((o) => / (verifying|ineffective)$/.test(o)),
  );
  app.flag('web', 'exit-at-start', false);
  await ares.until('the incident to be healed', () => incident('web')?.state === 'healed', 120);
});

test('row 40, 54: the dead dependency is healed, its failing callers are left alone', async () => {
  const needs = { environment: { NEEDS: 'db' }, labels: { 'ares.depends-on': 'db' } };
  const { app, ares, outcomes, incident } = await stage({ db: {}, web: needs, api: needs });
  await docker('kill', '-s', 'KILL', app.container('db'));
  await ares.until('the root to be healed', () => incident('db')?.state === 'healed');
  await settled(10);
  expect(outcomes()).toEqual(['restart -db-1 effective']);
});

test('row 40: a frozen dependency is the root although its callers fail first', async () => {
  const needs = { environment: { NEEDS: 'db' }, labels: { 'ares.depends-on': 'db' } };
  const { app, ares, outcomes, incident } = await stage({ db: {}, web: needs, api: needs });
  await docker('kill', '-s', 'STOP', app.container('db'));
  await ares.until('the root to be healed', () => incident('db')?.state === 'healed');
  await settled(10);
  expect(outcomes()).toEqual(['restart -db-1 effective']);
});

test('row 55: a caller that stays broken after its dependency is well is healed', async () => {
  const sticky = { environment: { NEEDS: 'db', STICKY: '1' }, labels: { 'ares.depends-on': 'db' } };
  const { app, ares, outcomes, incident } = await stage({ db: {}, web: sticky });
  await docker('kill', '-s', 'STOP', app.container('db'));
  await ares.until('the caller to be healed', () => incident('web')?.state === 'healed', 120);
  expect(outcomes()).toEqual(['restart -db-1 effective', 'restart -web-1 effective']);
});

test('row 58: a slow start after a restart is not restarted again', async () => {
  const slow = { environment: { START_DELAY_MS: '9000' }, labels: { 'ares.start-period': '30s' } };
  const { app, ares, outcomes, incident } = await stage({ web: slow });
  await docker('kill', '-s', 'KILL', app.container('web'));
  await ares.until('the incident to be healed', () => incident('web')?.state === 'healed', 90);
  expect(outcomes()).toEqual(['restart -web-1 effective']);
});

const doings: readonly { name: string; act: (app: TinyApp) => Promise<unknown> }[] = [
  { name: 'stop', act: (app) => docker('stop', '-t', '1', app.container('web')) },
  { name: 'pause', act: (app) => docker('pause', app.container('web')) },
  { name: 'rm -f', act: (app) => docker('rm', '-f', app.container('web')) },
  { name: 'restart', act: (app) => docker('restart', '-t', '1', app.container('web')) },
  { name: 'recreate', act: (app) => app.compose('up', '-d', '--force-recreate', 'web') },
  { name: 'deploy', act: (app) => app.deploy('web', { VERSION: '2' }) },
];

test.each(doings)('a person’s $name is left alone', async ({ act }) => {
  const { app, outcomes } = await stage({ web: {} });
  await act(app);
  await settled(10);
  expect(outcomes()).toEqual([]);
});

test('what a deploy breaks is left to who deploys, for a while', async () => {
  const { app, ares, outcomes, words } = await stage({ web: {} });
  await app.deploy('web', { VERSION: '2' });
  await docker('kill', '-s', 'KILL', app.container('web'));
  await ares.until('the hold to be told', () => words().some((w) => w.includes('a deploy was seen')));
  await settled(6);
  expect(outcomes()).toEqual([]);
});

test('a corrupt label: that container is reported and left alone', async () => {
  const bad = { labels: { 'ares.health': 'http:not-a-port' } };
  app = await startTinyApp({ web: {}, bad });
  ares = await startTinyAres(app.fleet);
  const { knowledge } = ares;
  await ares.until('the good service', () => knowledge.services().some((s) => s.service === 'web'));
  await docker('kill', '-s', 'KILL', app.container('bad'));
  await settled(6);
  expect(knowledge.services().map((s) => s.service)).toEqual(['web']);
  expect(knowledge.actions()).toEqual([]);
});

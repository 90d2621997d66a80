import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, newInstallation } from './testing/ares-command.ts';
import { docker } from './testing/tiny-app.ts';

const SERVICES = 8;
let home: Installation;
let running: ReturnType<Installation['start']>;

beforeAll(async () => {
  home = await newInstallation();
  running = home.start();
  await until(
    'all services to be healthy',
    async () => running.output().includes(`All ${SERVICES} services healthy`),
    240,
  );
});

afterAll(async () => {
  running.process.kill('SIGTERM');
  await running.ended;
  await home.remove();
});

async function until(what: string, seen: () => Promise<boolean>, seconds = 60): Promise<void> {
  for (let i = 0; i < seconds * 4; i += 1) {
    if (await seen()) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`waited ${seconds} s for ${what}; ares printed:\n${running.output().slice(-4_000)}`);
}

const json = async (...args: readonly string[]) => JSON.parse((await home.ares(...args, '--json')).stdout);
const incidents = (...args: readonly string[]) => json('incidents', ...args);
const kill = (service: string) => docker('kill', '-s', 'KILL', `${home.project}-${service}-1`);

test('`npm start` prints plain lines with elapsed times and ends in a status with the URLs', () => {
  expect(running.output()).toMatch(/✔ .+\(\d+(\.\d+)? s\)/);
  expect(running.output()).toContain(home.shopUrl);
});

test('a second start on the same home is refused with the process that runs, and touches nothing', async () => {
  const { code, stderr } = await home.ares('start');
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^ares: ARES runs here already \(process \d+, since .+\)\n/),
  ]);
  expect((await fetch(home.shopUrl)).status).toBe(200);
});

test('the shop answers through its reverse proxy', async () => {
  const answer = await fetch(`${home.shopUrl}/api/products?limit=3`);
  expect(answer.status).toBe(200);
});

test.each(['cart', 'gateway'])('%s is killed: ARES heals it and tells why', async (service) => {
  await kill(service);
  const healed = async () =>
    (await incidents('--service', service)).some((i: { state: string }) => i.state === 'healed');
  await until(`${service} to be healed`, healed);
  const [incident] = await incidents('--service', service);
  const why = await home.ares('why', incident.id.slice(0, 8));
  expect(why.code).toBe(0);
  for (const word of ['crash', 'kill-switch', 'ladder', 'restart', 'EFFECTIVE', 'serving again after', 'done in'])
    expect(why.stdout).toContain(word);
});

test('row 47: `ares pause` stops the next heal, `ares resume` lets it go on', async () => {
  await home.ares('pause', '--reason', 'drill');
  await kill('user');
  const held = async () =>
    (await home.ares('status')).stdout.includes('PAUSED') &&
    (await incidents('--service', 'user', '--open')).length > 0;
  await until('the incident to be seen', held);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const [incident] = await incidents('--service', 'user', '--open');
  expect((await json('why', incident.id)).actions).toEqual([]);
  const dryRun = await home.ares('heal', 'user', '--dry-run');
  expect(dryRun.stdout).toContain('hold: paused by');
  await home.ares('resume', '--reason', 'drill is over');
  await until('user to be healed', async () => (await incidents('--service', 'user'))[0].state === 'healed');
  expect((await home.ares('audit')).stdout).toContain('drill is over');
});

test('status and doctor answer, with documented exit codes', async () => {
  await until('calm', async () => (await home.ares('status')).code === 0);
  const doctor = await home.ares('doctor');
  expect(doctor.stdout).toContain('✓ host agent');
  expect(doctor.code, doctor.stdout).toBe(0);
  expect((await home.ares('why', 'nothing-like-it')).code).toBe(3);
  expect((await home.ares('no-such-command')).code).toBe(2);
  expect((await json('watch', '--count', '1')).services).toHaveLength(SERVICES);
});

test('without a terminal there is one picture, and what happened since is a line each', () => {
  expect(running.output().split('Ctrl-C stops ARES').length - 1).toBe(1);
  for (const news of [
    / {2}cart: crash /,
    / {2}cart: decided: restart/,
    / {2}cart: HEALED after /,
    / {2}PAUSED by .+: drill/,
  ])
    expect(running.output()).toMatch(news);
});

test('Ctrl-C stops ARES and leaves the shop running; `npm start` goes on with the data', async () => {
  const before = await incidents();
  running.process.kill('SIGINT');
  expect(await running.ended).toBe(0);
  expect((await fetch(`${home.shopUrl}/api/products?limit=1`)).status).toBe(200);
  expect(await incidents()).toEqual(before);
  running = home.start();
  await until('the status again', async () => running.output().includes(`All ${SERVICES} services healthy`), 120);
  expect((await incidents()).length).toBeGreaterThanOrEqual(before.length);
});

test('what was stopped meanwhile is named by the next start; `ares down` stops ARES before it takes the stack away', async () => {
  running.process.kill('SIGINT');
  await running.ended;
  await docker('stop', '-t', '3', `${home.project}-cart-1`);
  running = home.start();
  await until('the status once more', async () => running.output().includes(`All ${SERVICES} services healthy`), 120);
  expect(running.output()).toMatch(/^cart exited \(\d+\) .+; started again$/m);
  const down = await home.ares('down');
  expect([down.code, down.stderr]).toEqual([0, expect.stringContaining('Stopping the ARES that runs here first')]);
  expect(await running.ended).toBe(0);
  expect(await docker('ps', '-aq', '--filter', `label=com.docker.compose.project=${home.project}`)).toBe('');
});

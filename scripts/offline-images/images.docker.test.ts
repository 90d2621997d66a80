import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { images } from '../lib/image-list.mjs';
import { imagesEnvPath } from '../lib/images.mjs';
import { mustRun, run } from '../lib/run.mjs';
import { readIfThere } from '../lib/stamp.mjs';

// What the compose files count on, for whichever image setup chose: the official ones and the stand-ins alike.

const imageOf = (variable: string): string => {
  const chosen = new RegExp(`^${variable}=(.+)$`, 'm').exec(readIfThere(imagesEnvPath))?.[1];
  const image = process.env[variable] ?? chosen ?? images.find((spec) => spec.variable === variable)?.official;
  if (!image) throw new Error(`no image for ${variable}`);
  return image;
};

const docker = (...args: string[]): Promise<string> => mustRun('docker', args, { remedy: 'see the test' });
const hardened = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(variable: string, options: string[], command: string[] = []): Promise<string> {
  const name = `ares-image-test-${randomUUID().slice(0, 8)}`;
  cleanups.push(() => run('docker', ['rm', '-f', '-v', name]));
  await docker('run', '-d', '--name', name, ...options, imageOf(variable), ...command);
  return name;
}

function folder(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'ares-image-test-'));
  cleanups.push(() => rmSync(dir, { recursive: true }));
  chmodSync(dir, 0o755);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

async function eventually(name: string, ...command: string[]): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { code, stdout } = await run('docker', ['exec', name, ...command]);
    if (code === 0) return stdout.trim();
    await sleep(200);
  }
  throw new Error(`${command.join(' ')} never succeeded:\n${(await run('docker', ['logs', name])).stderr}`);
}

const addressOf = async (name: string): Promise<string> =>
  (await docker('inspect', '-f', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', name)).trim();

async function get(url: string): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return response.text();
    await sleep(200);
  }
  throw new Error(`${url} never answered`);
}

test.each([
  ['POSTGRES_IMAGE', '5432/tcp', '/var/lib/postgresql/data'],
  ['REDIS_IMAGE', '6379/tcp', '/data'],
  ['NGINX_IMAGE', '80/tcp', undefined],
  ['PROMETHEUS_IMAGE', '9090/tcp', '/prometheus'],
])('%s exposes %s and keeps its data in %s', async (variable, port, volume) => {
  const [image] = JSON.parse(await docker('image', 'inspect', imageOf(variable)));
  expect(Object.keys(image.Config.ExposedPorts)).toEqual([port]);
  expect(Object.keys(image.Config.Volumes ?? {})).toEqual(volume ? [volume] : []);
});

test('node takes a script or a command, as any user on a read-only disk', async () => {
  const asStranger = ['run', '--rm', '--user', '10001:10001', ...hardened, imageOf('NODE_IMAGE')];
  expect(await docker(...asStranger, '-p', 'process.version')).toMatch(/^v24\./);
  expect(await docker(...asStranger, 'node', '-p', 'process.getuid()')).toBe('10001\n');
});

test('postgres runs its init files once, as user 999, with the names of the environment', async () => {
  const init = folder({
    '1.sql': 'create table made_by_sql ();',
    '2.sh': 'psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" -c "create table made_by_sh ()"',
  });
  const env = ['-e', 'POSTGRES_PASSWORD=secret', '-e', 'POSTGRES_USER=boss', '-e', 'POSTGRES_DB=shop'];
  const name = await start('POSTGRES_IMAGE', [...env, '-v', `${init}:/docker-entrypoint-initdb.d:ro`]);
  const address = await addressOf(name);
  const query = [
    'psql',
    `postgres://boss:secret@${address}/shop`,
    '-Atc',
    `select count(*) from pg_tables where tablename like 'made%'`,
  ];
  expect(await eventually(name, ...query)).toBe('2');
  expect(await docker('exec', name, 'stat', '-c', '%u', '/var/lib/postgresql/data/PG_VERSION', '/proc/1')).toBe(
    '999\n999\n',
  );
  await docker('restart', name);
  expect(await eventually(name, ...query.with(1, `postgres://boss:secret@${await addressOf(name)}/shop`))).toBe('2');
});

test('postgres without a password says so and ends', async () => {
  const name = await start('POSTGRES_IMAGE', []);
  expect(await docker('wait', name)).toBe('1\n');
  expect((await run('docker', ['logs', name])).stderr).toContain('POSTGRES_PASSWORD');
});

test('redis takes arguments, and answers other hosts on a read-only disk as user 999', async () => {
  const name = await start(
    'REDIS_IMAGE',
    ['--user', '999:999', ...hardened],
    ['redis-server', '--requirepass', 'secret'],
  );
  const cli = ['redis-cli', '-h', await addressOf(name), '--no-auth-warning', '-a', 'secret'];
  expect(await eventually(name, ...cli, 'set', 'a', '1')).toBe('OK');
  await docker('exec', name, ...cli, 'bgsave');
  expect(await docker('exec', name, 'pwd')).toBe('/data\n');
});

test('nginx serves a site of its own as user 101 on a read-only disk', async () => {
  const site = folder({ 'site.conf': 'server { listen 8080; location / { return 200 "hello"; } }' });
  const writable = ['/tmp', '/var/cache/nginx', '/run'].flatMap((dir) => ['--tmpfs', `${dir}:uid=101`]);
  const mounts = ['-v', `${site}:/etc/nginx/conf.d:ro`, ...writable];
  const name = await start('NGINX_IMAGE', ['--user', '101:101', ...hardened, ...mounts]);
  expect(await get(`http://${await addressOf(name)}:8080/`)).toBe('hello');
});

test('prometheus reads its configuration as nobody on a read-only disk', async () => {
  const config = folder({ 'prometheus.yml': 'global:\n  scrape_interval: 7s\n' });
  const mount = ['-v', `${config}/prometheus.yml:/etc/prometheus/prometheus.yml:ro`];
  const name = await start('PROMETHEUS_IMAGE', [...hardened, ...mount]);
  expect(await get(`http://${await addressOf(name)}:9090/api/v1/status/config`)).toContain('scrape_interval: 7s');
  expect(await docker('inspect', '-f', '{{.Config.User}}', name)).toBe('nobody\n');
});

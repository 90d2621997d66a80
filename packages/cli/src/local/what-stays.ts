import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Also in a folder that is not ARES's alone nothing but these is ARES's own. */
const inHome = ['shop.env', 'compose.env', 'ares.log', 'models'];
const inStateDir = ['ledger', 'evidence', 'epochs', 'locks'];

export interface Stays {
  readonly files: readonly string[];
  readonly images: readonly string[];
}

/** What `down` leaves behind even with the data gone: passwords, log, models, ledger with evidence, and the images it built. */
export async function whatStays(home: string, stateDir: string, project: string): Promise<Stays> {
  const paths = [...inHome.map((name) => join(home, name)), ...inStateDir.map((name) => join(stateDir, name))];
  const images = await Promise.all([
    imagesOf(`label=com.docker.compose.project=${project}`),
    imagesOf('reference=ares/host-agent', 'reference=ares-offline/*'),
  ]);
  return { files: paths.filter((path) => existsSync(path)), images: [...new Set(images.flat())].toSorted() };
}

async function imagesOf(...filters: readonly string[]): Promise<readonly string[]> {
  const all = filters.flatMap((filter) => ['--filter', filter]);
  const format = '{{.Repository}}:{{.Tag}}';
  const { stdout } = await run('docker', ['image', 'ls', ...all, '--format', format]).catch(() => ({ stdout: '' }));
  return stdout.split('\n').filter((image) => image !== '' && !image.includes('<none>'));
}

/** What stays, with the command that removes it; nothing where nothing does. */
export function stayLines({ files, images }: Stays): readonly string[] {
  return [
    ...(files.length > 0 ? ['Passwords, log, models, ledger and evidence stay:', `  → rm -r ${quoted(files)}`] : []),
    ...(images.length > 0
      ? ['Images stay; another ARES on this machine may use them:', `  → docker image rm ${quoted(images)}`]
      : []),
  ];
}

const quoted = (words: readonly string[]): string =>
  words.map((word) => (/^[\w/.:@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');

import { join } from 'node:path';
import { images } from './image-list.mjs';
import { pull, rememberSilence, wasSilent } from './pull.mjs';
import { stateDir } from './root.mjs';
import { run } from './run.mjs';
import { writeIfChanged } from './stamp.mjs';
import { buildStandIns, isStandInCurrent } from './stand-ins.mjs';

/** Read by `docker compose --env-file`, and by tests. */
export const imagesEnvPath = join(stateDir, 'images.env');

const isHere = async (image) => (await run('docker', ['image', 'inspect', image])).code === 0;

async function split(specs, predicate) {
  const answers = await Promise.all(specs.map(predicate));
  return [specs.filter((_, i) => answers[i]), specs.filter((_, i) => !answers[i])];
}

/**
 * The first pull decides for all whether a registry answers.
 * @returns {Promise<readonly import('./image-list.mjs').ImageSpec[]>} what could not be pulled
 */
async function pullAll(specs, note) {
  for (const [i, { official }] of specs.entries()) {
    note(`pulling ${official}`);
    if (await pull(official)) continue;
    rememberSilence(true);
    return specs.slice(i);
  }
  rememberSilence(false);
  return [];
}

const envText = (choice) => [...choice].map(([variable, image]) => `${variable}=${image}\n`).join('');

/**
 * Chooses an image for every variable of the compose files: the environment's own word, the official image,
 * or a stand-in; and writes the choice to `.ares/images.env`.
 * @param {(detail: string) => void} note
 * @returns {Promise<string>} a word on what was chosen
 */
export async function ensureImages(note) {
  const open = images.filter(({ variable }) => !process.env[variable]);
  const [, away] = await split(open, ({ official }) => isHere(official));
  const [, stale] = await split(away, isStandInCurrent);
  // A silence is only believed where the stand-ins are there already: else a short outage would last a day.
  const missing = stale.length === 0 && wasSilent() ? away : await pullAll(away, note);
  if (missing.some((spec) => stale.includes(spec))) await buildStandIns(missing, note);
  const standIns = new Set(missing);
  const choice = new Map(
    images.map((spec) => {
      const chosen = standIns.has(spec) ? spec.standIn : spec.official;
      return [spec.variable, process.env[spec.variable] || chosen];
    }),
  );
  writeIfChanged(imagesEnvPath, envText(choice));
  return `${images.length - missing.length} official, ${missing.length} stand-ins`;
}

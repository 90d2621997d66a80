import { join } from 'node:path';
import { stateDir } from './root.mjs';
import { run } from './run.mjs';
import { readIfThere, writeIfChanged } from './stamp.mjs';

const silenceMsMax = 15_000;
const pullMsMax = 15 * 60_000;
const rememberMs = 24 * 3600 * 1000;
const memory = join(stateDir, 'registry.json');

/** @returns {boolean} whether a registry was found silent not long ago: asking again would only cost time */
export function wasSilent(text = readIfThere(memory), nowMs = Date.now()) {
  if (text === '') return false;
  const { silentAtMs } = JSON.parse(text);
  return typeof silentAtMs === 'number' && nowMs - silentAtMs < rememberMs;
}

export const rememberSilence = (silent) =>
  writeIfChanged(memory, JSON.stringify(silent ? { silentAtMs: Date.now() } : {}));

/**
 * Pulls an image. Only the registry's first word has a short limit: a slow line may take its time after it.
 * @param {string} image
 * @returns {Promise<boolean>} false when no registry answers or it has no such image for us
 */
export async function pull(image) {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), silenceMsMax);
  const onLine = () => clearTimeout(timer);
  const { code } = await run('docker', ['pull', image], { timeoutMs: pullMsMax, onLine, signal: silence.signal });
  clearTimeout(timer);
  return code === 0;
}

import type { MinuteRow } from '../../model/minute-rows.ts';
import type { Opinion } from '../../model/opinion.ts';
import { observe } from '../novelty/detector.ts';
import { pushRing } from '../novelty/ring.ts';
import { forestLook } from './forest-look.ts';
import { fuse } from './fuse.ts';
import type { Look } from './look.ts';
import { noveltyLook } from './novelty-look.ts';
import { pushRecent, type ServiceModel, type Values } from './service-model.ts';
import { witnessLook } from './witness-look.ts';

/**
 * Judges a minute by earlier ones alone, then learns from it.
 * @param isQuiet whether nothing is the matter with the service, and nothing done to it: only then it is learnt from
 * @returns undefined, with nothing learnt, for a minute that is not newer than the last
 */
export function judgeMinute(model: ServiceModel, row: MinuteRow, isQuiet: boolean): Opinion | undefined {
  const [atMs] = row;
  if (!(atMs > model.lastAtMs)) return undefined;
  model.lastAtMs = atMs;
  const values = pushRecent(model, row);
  const looks = [...learntLooks(model, values), ...(isQuiet ? newLooks(model, values) : [])];
  return fuse(looks, atMs);
}

/** By what is usual. */
function learntLooks({ learnt, late, lastAtMs: atMs }: ServiceModel, values: Values): Look[] {
  if (learnt === undefined) return [];
  const { witness, joint } = learnt;
  const byWitness = witnessLook(witness, late, atMs);
  return joint ? [byWitness, forestLook(joint.forest, joint.scores, values, atMs)] : [byWitness];
}

/** By all that was ever seen, which then has this minute in it. */
function newLooks(model: ServiceModel, values: Values): Look[] {
  const { detectors, usual, lastAtMs: atMs } = model;
  usual.forEach((ring, j) => void pushRing(ring, values[j] ?? Number.NaN));
  model.rowsSince += 1;
  const observed = detectors.flatMap((detector, j) => {
    const observation = observe(detector, values[j] ?? Number.NaN, atMs);
    return observation ? [{ j, detector, observation }] : [];
  });
  const look = noveltyLook(observed, atMs);
  return look ? [look] : [];
}

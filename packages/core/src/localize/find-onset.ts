import { families } from '../analyze/witness/metric-spec.ts';
import { changesOf, fall, rise, SAMPLES_MIN, type ServiceRows } from './changes.ts';

/** Looked back for the beginning, in rows; and no shorter stretch is a change of level. */
const LOOK_BACK_ROWS = 12;
const SINCE_ROWS_MIN = 2;

/**
 * How many of the newest rows are since things changed most, over all services and families together; undefined where
 * nothing did. An alarm may come late; what stands before it is then not usual any more, and comparing with it hides
 * the root (the idea of BARO, FSE 2024). Never too few rows; a minority of quiet ones may be among them, which medians
 * do not mind.
 */
export function findOnset(services: readonly ServiceRows[]): number | undefined {
  const history = Math.max(0, ...services.map(({ rows }) => rows.length)) - SAMPLES_MIN;
  const longest = Math.min(LOOK_BACK_ROWS, history);
  const lengths = Array.from({ length: Math.max(0, longest - SINCE_ROWS_MIN + 1) }, (_, i) => longest - i);
  const steps = lengths.map((rowsSince) => ({ rowsSince, size: sizeAt(services, rowsSince) * Math.sqrt(rowsSince) }));
  const best = steps.reduce((a, b) => (a.size >= b.size ? a : b), { rowsSince: 0, size: 0 });
  return best.size > 0 ? best.rowsSince : undefined;
}

const sizeAt = (services: readonly ServiceRows[], rowsSince: number): number =>
  services.reduce((sum, service) => {
    const changes = changesOf(service, rowsSince);
    return sum + families.reduce((own, family) => own + rise(changes, family) + fall(changes, family), 0);
  }, 0);

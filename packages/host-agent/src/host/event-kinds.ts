import type { DockerAction, DockerEvent } from '@ares/adapters/docker';
import { DEFAULT_FLEET } from '@ares/config/labels';

/** Docker gives the labels of a container along with its events. */
export const isOfFleet = ({ attributes }: DockerEvent, fleet: string): boolean =>
  attributes['ares.service'] !== undefined && (attributes['ares.fleet'] ?? DEFAULT_FLEET) === fleet;

/** What only a command does: a person's, unless the ledger says that it was ARES. */
export const isCommanded = (action: DockerAction): boolean =>
  action === 'stop' || action === 'pause' || action === 'destroy';

const waking: readonly DockerAction[] = ['start', 'die', 'oom', 'stop', 'pause', 'unpause', 'destroy', 'health_status'];
export const wakes = (action: DockerAction): boolean => waking.includes(action);

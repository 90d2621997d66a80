type Privilege = 'select' | 'insert' | 'update' | 'delete';

/** What a role may do with a table: with all of it, or with some columns only. */
export type Privileges = Readonly<Partial<Record<Privilege, 'table' | readonly string[]>>>;

/** Whoever signs in to the store; each of them has a role of its own. */
export type StoreUser = 'tick' | 'heal' | 'train' | 'api';

const read: Privileges = { select: 'table' };
const readAndAdd: Privileges = { ...read, insert: 'table' };
const write: Privileges = { ...readAndAdd, update: 'table' };

/**
 * A lock asks for the right to update some column. This one has a single possible value, so that whoever may lock the
 * kill switch cannot pull it.
 */
const readLockedSwitch: Privileges = { ...read, update: ['id'] };

/** By user and table of the schema `ares`; what is not here is denied. */
export const privileges: Readonly<Record<StoreUser, Readonly<Record<string, Privileges>>>> = {
  tick: {
    schema_version: read,
    control: readLockedSwitch,
    leases: write,
    ticks: { ...readAndAdd, delete: 'table' },
    hosts: { ...write, delete: 'table' },
    shard_memory: write,
    service_memory: { ...write, delete: 'table' },
    signals: write,
    budgets: write,
    incidents: write,
    actions: write,
    timeline: { insert: 'table' },
    outbox: { ...readAndAdd, update: ['delivered_at'] },
  },
  heal: {
    schema_version: read,
    control: readLockedSwitch,
    // For the lock alone: without its holder a lease stops its decider, and nobody else becomes it.
    leases: { select: ['shard', 'holder', 'epoch'], update: ['holder'] },
    actions: {
      ...read,
      update: [
        'state',
        'claimed_at_ms',
        'command_id',
        'sent_at_ms',
        'answer',
        'outcome',
        'outcome_reason',
        'finished_at_ms',
      ],
    },
    timeline: { insert: 'table' },
  },
  train: { schema_version: read, incidents: read, timeline: read, hosts: read, ticks: read },
  api: {
    schema_version: read,
    control: { ...read, update: ['kill_switch_on', 'by', 'reason', 'since'] },
    audit: readAndAdd,
    // A test message of a person; what waits there is nothing that people read.
    outbox: { insert: 'table' },
    incidents: read,
    actions: read,
    timeline: read,
    service_memory: read,
    shard_memory: read,
    hosts: read,
    signals: read,
    ticks: read,
  },
};

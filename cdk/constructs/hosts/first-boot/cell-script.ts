import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The first release without the escapes CVE-2025-31133, CVE-2025-52565 and CVE-2025-52881 */
export const RUNC_LEAST = '1.3.3';

interface CellScriptProps {
  readonly region: string;
  readonly dualStack: boolean;
  readonly volumeId: string;
  /** Device name of the attachment */
  readonly device: string;
  /** Of the Elastic IP; a private host has none. */
  readonly addressAllocationId?: string | undefined;
}

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

/**
 * The first boot of a cell's host: it looks at what Docker will run by, takes over the cell's data, makes itself ready
 * by `ready`, and takes over the cell's address. May run any number of times.
 */
export function cellScript(cell: CellScriptProps, ready: string): string {
  const { region, dualStack, volumeId, device, addressAllocationId = '' } = cell;
  return [
    '#!/bin/sh',
    'set -eu',
    `export AWS_REGION='${region}' AWS_USE_DUALSTACK_ENDPOINT='${dualStack}'`,
    `RUNC_LEAST='${RUNC_LEAST}'`,
    `CELL_VOLUME='${volumeId}' CELL_DEVICE='${device}' CELL_ADDRESS='${addressAllocationId}'`,
    read('require-runc.sh'),
    read('attach-volume.sh'),
    ready,
    read('take-address.sh'),
  ].join('\n');
}

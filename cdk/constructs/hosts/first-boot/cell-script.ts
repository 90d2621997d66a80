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

/** First lines of a host's user data: they look at what Docker will run by, and take over the cell's data and address. */
export function cellScript({ region, dualStack, volumeId, device, addressAllocationId = '' }: CellScriptProps): string {
  return [
    '#!/bin/sh',
    'set -eu',
    `export AWS_REGION='${region}' AWS_USE_DUALSTACK_ENDPOINT='${dualStack}'`,
    `RUNC_LEAST='${RUNC_LEAST}'`,
    `CELL_VOLUME='${volumeId}' CELL_DEVICE='${device}' CELL_ADDRESS='${addressAllocationId}'`,
    read('require-runc.sh'),
    read('attach-cell.sh'),
  ].join('\n');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface CellScriptProps {
  readonly region: string;
  readonly dualStack: boolean;
  readonly volumeId: string;
  /** Device name of the attachment */
  readonly device: string;
  /** Of the Elastic IP; a private host has none. */
  readonly addressAllocationId?: string | undefined;
}

/** First lines of a host's user data: they take over the data and the address of its cell. */
export function cellScript({ region, dualStack, volumeId, device, addressAllocationId = '' }: CellScriptProps): string {
  return [
    '#!/bin/sh',
    'set -eu',
    `export AWS_REGION='${region}' AWS_USE_DUALSTACK_ENDPOINT='${dualStack}'`,
    `CELL_VOLUME='${volumeId}' CELL_DEVICE='${device}' CELL_ADDRESS='${addressAllocationId}'`,
    readFileSync(join(import.meta.dirname, 'attach-cell.sh'), 'utf8'),
  ].join('\n');
}

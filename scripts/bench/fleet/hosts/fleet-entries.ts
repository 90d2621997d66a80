import type { HostEntry } from '@ares/config/aws';

/** Instance ids of 17 digits and addresses of this machine: all of 127.0.0.0/8 answers on Linux. */
export const fleetEntries = (hosts: number, group: number): readonly HostEntry[] =>
  Array.from({ length: hosts }, (_, i) => ({
    hostId: `i-0${group.toString(16).padStart(4, '0')}${i.toString(16).padStart(12, '0')}`,
    address: `127.${100 + group}.${i >> 8}.${i & 255}`,
  }));

const POLYNOMIAL = 0xedb88320;

/** Checksum of IEEE 802.3, as zip and PNG have it. @returns an unsigned 32-bit integer */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
  }
  return ~crc >>> 0;
}

const POLYNOMIAL = 0xedb88320;

/** What each byte does to the checksum: snapshots of a fleet are megabytes. */
const byteTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
  return crc;
});

/** Checksum of IEEE 802.3, as zip and PNG have it. @returns an unsigned 32-bit integer */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (byteTable[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}

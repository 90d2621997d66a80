const bits = new DataView(new ArrayBuffer(4));

/** The smallest number of single precision above one. @param value finite, and of single precision itself */
export function nextFloatUp(value: number): number {
  if (value === 0) return 2 ** -149;
  bits.setFloat32(0, value);
  bits.setInt32(0, bits.getInt32(0) + (value > 0 ? 1 : -1));
  return bits.getFloat32(0);
}

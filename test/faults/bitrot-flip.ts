/** Changes one bit of a buffer. @returns its number */
export function flip(bytes: Buffer, random: () => number): number {
  const bit = Math.floor(random() * bytes.length * 8);
  bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
  return bit;
}

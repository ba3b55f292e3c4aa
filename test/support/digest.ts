import { createHash } from 'node:crypto';

/** The digest of lines with their items, straight from its definition: slow, and written otherwise. */
export function digestOf(lines: Iterable<readonly [item: number, line: string]>): string {
  let sum = 0n;
  for (const [item, line] of lines) {
    const index = Buffer.alloc(8);
    index.writeBigInt64LE(BigInt(item));
    const hex = createHash('sha256').update(index).update(line).digest('hex');
    sum += BigInt(`0x${hex}`);
  }
  return BigInt.asUintN(256, sum).toString(16).padStart(64, '0');
}

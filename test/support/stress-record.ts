/**
 * Record number `index` of `producer`: who it is, then one byte repeated. Length and byte change
 * from record to record, so bytes or a length left over from another record show.
 */
export function stressRecord(producer: number, index: number, slotBytes: number): Buffer {
  const length = 8 + ((producer * 11 + index * 37) % (slotBytes - 7));
  const record = Buffer.alloc(length, producer * 31 + index * 7);
  record.writeInt32LE(producer, 0);
  record.writeInt32LE(index, 4);
  return record;
}

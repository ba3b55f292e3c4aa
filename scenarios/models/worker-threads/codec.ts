import type { BatchResult } from '../../../harness/contract.ts';
import type { BatchRange } from '../../items.ts';

/** Bytes of a batch record: first index and count, Int32 each. */
export const BATCH_BYTES = 8;

/** Bytes of a result record before its text: first index and 1 if more follows, Int32 each. */
const RESULT_HEADER_BYTES = 8;

/** The record of a batch: where its names stand, not the names. */
export function encodeBatch(batch: BatchRange): Uint8Array {
  return new Uint8Array(Int32Array.of(batch.first, batch.count).buffer);
}

/** The batch in a record of encodeBatch. */
export function decodeBatch(record: Uint8Array): BatchRange {
  const [first = 0, count = 0] = int32Pair(record);
  return { first, count };
}

/**
 * The records of one result, each at most `recordBytes` long: pieces of its JSON text, so that any
 * text of any length passes a queue of fixed slots. Records of other results may come in between;
 * the first index of the batch tells them apart.
 */
export function* encodeResult(
  result: BatchResult,
  recordBytes: number,
): Generator<Uint8Array, void> {
  const pieceBytes = recordBytes - RESULT_HEADER_BYTES;
  if (pieceBytes < 1) throw new RangeError(`result records of ${recordBytes} bytes have no room`);
  const text = Buffer.from(JSON.stringify(result));
  for (let start = 0; start < text.length; start += pieceBytes) {
    const piece = text.subarray(start, start + pieceBytes);
    const more = start + pieceBytes < text.length ? 1 : 0;
    const record = new Uint8Array(RESULT_HEADER_BYTES + piece.length);
    record.set(new Uint8Array(Int32Array.of(result.first, more).buffer));
    record.set(piece, RESULT_HEADER_BYTES);
    yield record;
  }
}

/** A reader of result records; it returns the result with the last record of it. */
export function createResultDecoder(): (record: Uint8Array) => BatchResult | undefined {
  const piecesByFirst = new Map<number, Uint8Array[]>();
  return (record) => {
    const [first = 0, more] = int32Pair(record);
    const pieces = piecesByFirst.get(first) ?? [];
    pieces.push(record.subarray(RESULT_HEADER_BYTES));
    if (more === 1) {
      piecesByFirst.set(first, pieces);
      return undefined;
    }
    piecesByFirst.delete(first);
    return JSON.parse(Buffer.concat(pieces).toString()) as BatchResult;
  };
}

function int32Pair(record: Uint8Array): Int32Array {
  return new Int32Array(record.buffer, record.byteOffset, 2);
}

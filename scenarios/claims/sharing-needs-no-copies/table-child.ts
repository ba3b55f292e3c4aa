import { sumOf } from './table-sum.ts';

// Puts its table together from its input, reads it, and keeps it until its parent is done with it.
const table = new Uint8Array(Number(process.argv[2]));
// The listener keeps this process alive until the parent closes the channel.
process.once('disconnect', () => process.exit());
let filled = 0;
for await (const piece of process.stdin as AsyncIterable<Uint8Array>) {
  table.set(piece, filled);
  filled += piece.length;
}
process.send?.(sumOf(table.subarray(0, filled)));

import type { SimpleWorkload } from '../../../harness/contract.ts';

interface Table {
  readonly sines: Float64Array;
  readonly text: Uint8Array;
}

/** A table of numbers and one of bytes that all workers read, and no resource beside them. */
const workload: SimpleWorkload<number, Table, Table> = {
  list: [0, 1, 99, 50],
  share: () => ({
    sines: Float64Array.from({ length: 100 }, (_, n) => Math.sin(n)),
    text: new TextEncoder().encode('abc'),
  }),
  run: (index, { sines, text }) => ({ sine: sines[index] ?? null, byte: text[index % 3] ?? null }),
};
export default workload;

import type { SimpleWorkload } from '../../../harness/contract.ts';

type Add = (a: number, b: number) => number;

/** A global of every Node, of which TypeScript knows only with the types of browsers. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
  ): Promise<{ readonly instance: { readonly exports: { readonly add: Add } } }>;
};

/** `(module (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add))` */
const BYTES = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x07, 0x01, 0x60, 0x02, 0x7f, 0x7f],
  ...[0x01, 0x7f, 0x03, 0x02, 0x01, 0x00, 0x07, 0x07, 0x01, 0x03, 0x61, 0x64, 0x64, 0x00, 0x00],
  ...[0x0a, 0x09, 0x01, 0x07, 0x00, 0x20, 0x00, 0x20, 0x01, 0x6a, 0x0b],
);

/** A WASM module, compiled for each worker. */
const workload: SimpleWorkload<readonly [number, number], Add> = {
  list: [
    [1, 2],
    [2 ** 31 - 1, 1],
    [-5, 5],
  ],
  async open() {
    const { instance } = await WebAssembly.instantiate(BYTES);
    return instance.exports.add;
  },
  run: ([a, b], add) => add(a, b),
};
export default workload;

/**
 * WebAssembly, in plain JavaScript. Each worker instantiates the module: compiled code is quick, and
 * its memory belongs to the worker alone. The module is this one, assembled:
 *
 *   (func (export "mix") (param $seed i32) (param $rounds i32) (result i32)
 *     (loop                            ;; Marsaglia's xorshift, 13-17-5
 *       $seed ^= $seed << 13;  $seed ^= $seed >>> 17;  $seed ^= $seed << 5
 *       (br_if 0 (local.tee $rounds (i32.sub (local.get $rounds) (i32.const 1)))))
 *     (local.get $seed))
 */
const BYTES = Buffer.from(
  'AGFzbQEAAAABBwFgAn9/AX8DAgEABwcBA21peAAACjABLgADQCAAIABBDXRzIQAgACAAQRF2cyEAIAAgAEEFdHMhACABQQFrIgENAAsgAAs=',
  'base64',
);

/** @type {import('concurrency-bench').SimpleWorkload} */
const workload = {
  summary: 'Run a WebAssembly function.',
  params: { rounds: 2_000_000 },

  list: Array.from({ length: 200 }, (_, index) => index + 1),

  async open({ params }) {
    const { instance } = await WebAssembly.instantiate(BYTES);
    return { mix: instance.exports.mix, rounds: params.rounds };
  },

  run: (seed, { mix, rounds }) => ({ seed, mixed: mix(seed, rounds) }),
};
export default workload;

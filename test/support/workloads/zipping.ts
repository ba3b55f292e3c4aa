import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';

import type { SimpleWorkload } from '../../../harness/contract.ts';

const deflated = promisify(deflateRaw);

/** node:zlib, in the thread pool one way and on the loop the other. */
const workload: SimpleWorkload<number> = {
  list: [1, 100, 10_000],
  async run(length) {
    const text = 'abc'.repeat(length);
    const bytes = await deflated(text);
    return { bytes: bytes.byteLength, same: inflateRawSync(bytes).toString() === text };
  },
};
export default workload;

import { createHash, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

import type { SimpleWorkload } from '../../../harness/contract.ts';

const derive = promisify(scrypt) as (text: string, salt: string, bytes: number) => Promise<Buffer>;

/** node:crypto, on the loop and in the thread pool. */
const workload: SimpleWorkload<string> = {
  list: ['mew', 'ditto'],
  async run(text) {
    const key = await derive(text, 'salt', 16);
    return createHash('sha256').update(key).update(text).digest('hex');
  },
};
export default workload;

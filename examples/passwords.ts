import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';

import type { SimpleWorkload } from 'concurrency-bench';

const derive = promisify<string, string, number, { N: number }, Buffer>(scrypt);

/**
 * Hashes passwords by the asynchronous function of node:crypto. Its work is done in the thread pool
 * of libuv (4 threads, UV_THREADPOOL_SIZE), so one event loop already uses several cores: there is
 * little left that worker threads or processes could add.
 */
const workload: SimpleWorkload<string, { cost: number }> = {
  summary: 'Hash passwords with scrypt, asynchronously.',
  // The cost of scrypt, a power of two. A login should use 131072; less is quicker to try.
  params: { cost: 4096 },

  list: Array.from({ length: 100 }, (_, index) => `user-${index + 1}`),

  open: ({ params }) => ({ cost: Number(params['cost']) }),

  async run(user, { cost }) {
    const key = await derive(`password of ${user}`, `salt of ${user}`, 32, { N: cost });
    return { user, key: key.toString('base64') };
  },
};
export default workload;

import { crc32, gzipSync } from 'node:zlib';

import type { SimpleWorkload } from 'concurrency-bench';

/**
 * Compresses by the synchronous function of node:zlib, which holds up the loop that calls it: the
 * opposite of passwords.ts. The bytes are made and compressed where the item is done, and only two
 * numbers come back.
 */
const workload: SimpleWorkload<number, { kilobytes: number }> = {
  summary: 'Compress log files with gzip, synchronously.',
  params: { kilobytes: 128 },

  list: Array.from({ length: 200 }, (_, index) => index + 1),

  open: ({ params }) => ({ kilobytes: Number(params['kilobytes']) }),

  run(day, { kilobytes }) {
    const log = logOf(day, kilobytes * 1024);
    const compressed = gzipSync(log);
    return { day, bytes: compressed.byteLength, crc: crc32(log) };
  },
};
export default workload;

/** So many bytes of lines that look alike, as those of logs do. */
function logOf(day: number, bytes: number): Buffer {
  const log = Buffer.alloc(bytes);
  for (let end = 0, line = 1; end < bytes; line++) {
    const user = (line * day * 7919) % 1009;
    end += log.write(
      `day ${day} line ${line} GET /users/${user}/orders 200 ${user % 97} ms\n`,
      end,
    );
  }
  return log;
}

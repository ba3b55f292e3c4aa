import { setImmediate as nextTurn } from 'node:timers/promises';

import type { SimpleWorkload } from '../../../harness/contract.ts';

/** A list without an end, of which each item takes a turn of the event loop. */
const workload: SimpleWorkload<string> = {
  async *list({ items }) {
    for (let n = 0; ; n++) {
      await nextTurn();
      yield `${n} of ${items}`;
    }
  },
  run: (text) => text.length,
};
export default workload;

import { setImmediate as nextTurn } from 'node:timers/promises';

import type { SimpleWorkload } from '../../../harness/contract.ts';

/** Turns of the event loop: waiting that hardly computes, items end in another order. */
const workload: SimpleWorkload<number> = {
  list: () => Promise.resolve([7, 1, 3, 0, 5]),
  async run(turns) {
    for (let turn = 0; turn < turns; turn++) await nextTurn();
    return { turns };
  },
};
export default workload;

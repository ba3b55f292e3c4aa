import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Workload } from '../../contract.ts';

/** Two items; the first waits a turn of the event loop, the second does not. */
const workload: Workload = {
  name: 'simple',
  summary: 'The length of a name.',
  list: () => ['mew', '猫'],
  run: (text: string) => (text === 'mew' ? later(text) : lengthOf(text)),
};
export default workload;

async function later(text: string) {
  await nextTurn();
  return lengthOf(text);
}

function lengthOf(text: string) {
  return { text, length: text.length };
}

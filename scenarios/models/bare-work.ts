import type { BatchResult, Collector, Model, Trial } from '../../harness/contract.ts';
import { openBodyPack } from '../body-pack.ts';
import { monotonicMs } from '../../harness/clock.ts';
import { itemFailure } from '../item-error.ts';

/**
 * The floor: the computing half of every item in one plain loop, the same bytes read from a file.
 * No HTTP, no queue, no concurrency; what a model costs beyond this is the price of the model.
 */
const model: Model = {
  name: 'bare-work',
  mirrors: 'the work alone',
  summary: 'The same bytes computed in one loop, without HTTP and without concurrency.',
  kind: 'floor',
  isolation: 'none',
  sharing: 'objects',
  run,
};
export default model;

async function run(trial: Trial, collector: Collector): Promise<void> {
  const { settings, bodyPackPath } = trial;
  if (bodyPackPath === null) throw new Error('bare-work needs a body pack');
  const workload = await trial.loadWorkload();
  const pack = openBodyPack(bodyPackPath);
  const readyAtMs = monotonicMs();
  const total = { items: 0, bodyBytes: 0 };

  for await (const { first, count } of trial.passes) {
    for (let item = first; item < first + count; item++) {
      const index = item % pack.names.length;
      const name = pack.names[index] ?? '';
      const body = pack.read(index);
      total.items += 1;
      total.bodyBytes += body.byteLength;
      collector.collect({
        first: item,
        ...computed(() => workload.compute(name, body, settings), name),
      });
    }
  }

  pack.close();
  collector.worker({
    id: 0,
    readyAtMs,
    endedAtMs: monotonicMs(),
    ...total,
    latencies: [],
  });
}

function computed(compute: () => string, name: string): Omit<BatchResult, 'first'> {
  try {
    return { lines: [compute()], failures: [] };
  } catch (error) {
    return { lines: [null], failures: [itemFailure(name, error)] };
  }
}

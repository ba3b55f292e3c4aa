import type { Collector, Model, PairWorkload, Trial, Workload } from '../../harness/contract.ts';
import { openBodyPack } from '../body-pack.ts';
import { monotonicMs } from '../../harness/clock.ts';
import { itemFailure } from '../item-error.ts';
import type { ItemEnd } from '../item.ts';

/**
 * Every item in one plain loop, without queue, workers and concurrency. Of a pair only the computing half,
 * on the same bytes read from a file: then it is the floor, and what a model costs beyond it is the price of
 * the model. Of a whole function it is no lower bound: a model that hands results over in batches, or
 * overlaps waiting, can need less CPU (1.03x less for the example markdown, results/reference/markdown/run.json).
 */
const model: Model = {
  name: 'bare-work',
  analogue: 'the work alone',
  summary: 'The floor: the same bytes computed in one loop, without HTTP and without concurrency.',
  simpleSummary:
    'The same function in one loop, one item after the other; a model that overlaps items can need less CPU.',
  kind: 'floor',
  isolation: 'none',
  sharing: 'objects',
  run,
};
export default model;

/** The items as the floor does them, one at a time. */
interface BareItems {
  readonly count: number;
  run(index: number): ItemEnd | Promise<ItemEnd>;
  close(): void | Promise<void>;
}

async function run(trial: Trial, collector: Collector): Promise<void> {
  const items = await openItems(await trial.loadWorkload(), trial);
  const readyAtMs = monotonicMs();
  const total = { items: 0, bodyBytes: 0 };
  for await (const { first, count } of trial.passes) {
    for (let item = first; item < first + count; item++) {
      const { line, failure, bodyBytes } = await items.run(item % items.count);
      total.items += 1;
      total.bodyBytes += bodyBytes;
      const failures = failure === null ? [] : [failure];
      collector.collect({ first: item, lines: [line], failures });
    }
  }
  const endedAtMs = monotonicMs();
  await items.close();
  collector.worker({ id: 0, readyAtMs, endedAtMs, ...total, latencies: [] });
}

function openItems(workload: Workload, trial: Trial): BareItems | Promise<BareItems> {
  return 'run' in workload ? openFunction(workload, trial) : openComputing(workload, trial);
}

/** The plain program of a simple workload: list the items, then do one after the other. */
async function openFunction(workload: Workload, { settings }: Trial): Promise<BareItems> {
  // Imported only here: the floor of a pair does not need them.
  const { openWorkload } = await import('../item.ts');
  const { listNames } = await import('../items.ts');
  const work = await openWorkload(workload, settings);
  const names = await listNames(workload, settings);
  return {
    count: names.length,
    run: (index) => work.run(names[index] ?? '', null),
    close: () => work.close(),
  };
}

function openComputing(workload: PairWorkload, { settings, bodyPackPath }: Trial): BareItems {
  if (bodyPackPath === null) throw new Error('bare-work needs a body pack');
  const pack = openBodyPack(bodyPackPath);
  return {
    count: pack.names.length,
    run(index) {
      const name = pack.names[index] ?? '';
      const body = pack.read(index);
      const bodyBytes = body.byteLength;
      try {
        return { line: workload.compute(name, body, settings), failure: null, bodyBytes };
      } catch (error) {
        return { line: null, failure: itemFailure(name, error), bodyBytes };
      }
    },
    close: () => {
      pack.close();
    },
  };
}

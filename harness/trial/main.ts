import { writeSync } from 'node:fs';

import { monotonicMs } from '../clock.ts';
import { processReport } from '../../scenarios/loop-report.ts';
import type { Collector, LoopReport, Model, WorkerReport, Workload } from '../contract.ts';
import type { PassSource } from './driven-passes.ts';
import type { TrialLine, TrialSpec } from './protocol.ts';
import { ResultTally } from './result-tally.ts';

// The first process of a trial. It is measured like everything else of the model,
// so it loads nothing but the model and the workload.
const bootedAtMs = monotonicMs();
const spec = JSON.parse(process.argv[2] ?? '') as TrialSpec;
const { default: model } = (await import(spec.modelUrl)) as { default: Model };

async function loadWorkload(): Promise<Workload> {
  const { default: workload } = (await import(spec.workloadUrl)) as { default: Workload };
  return workload;
}

function say(line: TrialLine): void {
  writeSync(3, `${JSON.stringify(line)}\n`);
}

const source = spec.driven
  ? (await import('./driven-passes.ts')).drivenPasses(say)
  : onePass(spec.settings.items);
const workers: WorkerReport[] = [];
const loops: LoopReport[] = [];
const boundary = { messages: 0, boundaryBytes: 0 };
let firstResultAtMs: number | null = null;
let lastResultAtMs: number | null = null;

const collector: Collector = {
  collect(result) {
    lastResultAtMs = monotonicMs();
    firstResultAtMs ??= lastResultAtMs;
    source.collect(result);
  },
  worker: (report) => void workers.push(report),
  loop: (report) => void loops.push(report),
  crossed(messages, bytes) {
    boundary.messages += messages;
    boundary.boundaryBytes += bytes;
  },
};

const injected = spec.injection && (await import('./injection.ts')).inject(spec.injection);
await model.run({ loadWorkload, passes: source.passes, ...spec }, collector);
source.end();
await injected?.([processReport('main', 0), ...loops]);

say({
  type: 'end',
  bootedAtMs,
  firstResultAtMs,
  lastResultAtMs,
  doneAtMs: monotonicMs(),
  workers,
  loops: [processReport('main', 0), ...loops],
  ...boundary,
});

/** All items, asked for at once; over when the model has ended, since its results may be too few. */
function onePass(items: number): PassSource {
  const pass = { first: 0, count: items };
  const startedAtMs = monotonicMs();
  const tally = new ResultTally(pass);
  return {
    passes: {
      async *[Symbol.asyncIterator]() {
        yield Promise.resolve(pass);
      },
    },
    collect(result) {
      tally.add(result);
    },
    end() {
      const proof = tally.proof();
      say({ type: 'pass', ...pass, startedAtMs, endedAtMs: monotonicMs(), proof });
    },
  };
}

import { writeSync } from 'node:fs';

import { monotonicMs } from '../../scenarios/clock.ts';
import { processReport } from '../../scenarios/loop-report.ts';
import type { Collector, LoopReport, Model, WorkerReport, Workload } from '../contract.ts';
import { ResultCollection } from './result-proof.ts';
import type { TrialOrder, TrialReport } from './protocol.ts';

// The first process of a trial. It is measured like everything else of the model,
// so it loads nothing but the model and the workload.
const bootedAtMs = monotonicMs();
const order = JSON.parse(process.argv[2] ?? '') as TrialOrder;
const { default: model } = (await import(order.modelUrl)) as { default: Model };

async function loadWorkload(): Promise<Workload> {
  const { default: workload } = (await import(order.workloadUrl)) as { default: Workload };
  return workload;
}

const results = new ResultCollection(order.settings.items);
const workers: WorkerReport[] = [];
const loops: LoopReport[] = [];
const boundary = { messages: 0, boundaryBytes: 0 };
let firstResultAtMs: number | null = null;
let lastResultAtMs: number | null = null;

const collector: Collector = {
  collect(result) {
    lastResultAtMs = monotonicMs();
    firstResultAtMs ??= lastResultAtMs;
    results.add(result);
  },
  worker: (report) => void workers.push(report),
  loop: (report) => void loops.push(report),
  crossed(messages, bytes) {
    boundary.messages += messages;
    boundary.boundaryBytes += bytes;
  },
};

const planted = order.plant && (await import('./injection.ts')).plantInto(order.plant);
await model.run({ loadWorkload, ...order }, collector);
await planted?.([processReport('main', 0), ...loops]);

const report: TrialReport = {
  bootedAtMs,
  firstResultAtMs,
  lastResultAtMs,
  doneAtMs: monotonicMs(),
  results: results.proof(),
  workers,
  loops: [processReport('main', 0), ...loops],
  ...boundary,
};
writeSync(3, `${JSON.stringify(report)}\n`);

import { fstatSync, writeSync } from 'node:fs';

import { monotonicMs } from '../clock.ts';
import { processReport } from '../../scenarios/loop-report.ts';
import type { Collector, LoopReport, Model, Pass, WorkerReport, Workload } from '../contract.ts';
import type { PassSource } from './driven-passes.ts';
import type { TrialLine, TrialSpec } from './protocol.ts';
import { ResultTally } from './result-tally.ts';

/** A model does not keep to its contract (harness/contract.ts). */
class ContractError extends Error {
  override readonly name = 'ContractError';
}

// The first process of a trial. It is measured like everything else of the model,
// so it loads nothing but the model and the workload.
const bootedAtMs = monotonicMs();
const REPORT_FD = 3;
const spec = JSON.parse(process.argv[2] ?? '') as TrialSpec;
const { default: model } = (await import(spec.modelUrl)) as { default?: Partial<Model> };
if (typeof model?.run !== 'function') {
  throw new ContractError('the model file must default-export an object with a function "run"');
}

async function loadWorkload(): Promise<Workload> {
  const { default: workload } = (await import(spec.workloadUrl)) as { default: Workload };
  return workload;
}

const writeReport = hasDescriptor(REPORT_FD)
  ? (text: string) => void writeSync(REPORT_FD, text)
  : (await import('./report-socket.ts')).reportSocket(REPORT_FD);

function say(line: TrialLine): void {
  try {
    writeReport(`${JSON.stringify(line)}\n`);
  } catch (cause) {
    throw new ContractError('descriptor 3 carries the report of the trial, and is closed', {
      cause,
    });
  }
}

const source = spec.driven
  ? (await import('./driven-passes.ts')).drivenPasses(say)
  : onePass(spec.settings.items);
const workers: WorkerReport[] = [];
const loops: LoopReport[] = [];
const boundary = { messages: 0, boundaryBytes: 0 };
let firstResultAtMs: number | null = null;
let lastResultAtMs: number | null = null;
let passesRead: 'none' | 'some' | 'all' = 'none';
let ended = false;

/** The passes of the source, whose reading is on record. */
const passes: AsyncIterable<Pass> = {
  async *[Symbol.asyncIterator]() {
    if (passesRead !== 'none') throw new ContractError('trial.passes can be read only once');
    passesRead = 'some';
    yield* source.passes;
    passesRead = 'all';
  },
};

function refuseAfterEnd(call: string): void {
  if (!ended) return;
  throw new ContractError(`collector.${call}() was called after the promise of "run" had resolved`);
}

const collector: Collector = {
  collect(result) {
    refuseAfterEnd('collect');
    lastResultAtMs = monotonicMs();
    firstResultAtMs ??= lastResultAtMs;
    source.collect(result);
  },
  worker(report) {
    refuseAfterEnd('worker');
    workers.push(report);
  },
  loop(report) {
    refuseAfterEnd('loop');
    loops.push(report);
  },
  crossed(messages, bytes) {
    refuseAfterEnd('crossed');
    boundary.messages += messages;
    boundary.boundaryBytes += bytes;
  },
};

const injected = spec.injection && (await import('./injection.ts')).inject(spec.injection);
// What it is asked to do is not for it to change.
Object.freeze(spec.settings);
const running: unknown = model.run({ loadWorkload, passes, ...spec }, collector);
if (!isPromise(running)) {
  throw new ContractError(
    '"run" of the model must return a promise that resolves when all is done',
  );
}
await settled(running);
ended = true;
refuseUnread();
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

/** Deno knows only descriptors that it has opened itself, and sockets made of the others. */
function hasDescriptor(fd: number): boolean {
  try {
    fstatSync(fd);
    return true;
  } catch {
    return false;
  }
}

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

/** An error that is none would be printed without a word of where it comes from. */
async function settled(running: unknown): Promise<void> {
  try {
    await running;
  } catch (error) {
    const thrown = error instanceof Error ? error : await contractErrorOf(error);
    // Node ends with the error that is thrown; Bun prints it and waits for workers that still run.
    setImmediate(() => process.exit(1));
    throw thrown;
  }
}

async function contractErrorOf(reason: unknown): Promise<ContractError> {
  const { inspect } = await import('node:util');
  return new ContractError(`"run" rejected with ${inspect(reason)}, which is no Error`);
}

function isPromise(value: unknown): boolean {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === 'function';
}

/** A model that does not read what is to be done can do no other work than this, and not be driven. */
function refuseUnread(): void {
  if (passesRead === 'all') return;
  const what = passesRead === 'none' ? 'never read' : 'stopped reading';
  throw new ContractError(
    `the model ${what} trial.passes: it must do each pass of it until there are no more`,
  );
}

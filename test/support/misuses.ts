/** A fault of a model, and what is said of it. */
export interface Misuse {
  /** Body of `async run(trial, collector)`; `good(trial, collector)` does all that is asked. */
  readonly run: string;
  readonly says: RegExp;
  /** The trial ends only at its time limit, which is this: others end by themselves, if slowly. */
  readonly hangsForMs?: number;
}

/** The work must be done by then, also on a slow machine, and only what is left keeps the trial. */
const ENOUGH_FOR_A_TRIAL_MS = 6000;
/** No matter how far the trial has got. */
const AT_ONCE_MS = 1000;

/** A collector that treats results or reports otherwise. */
const withCollector = (change: string) => `await good(trial, { ...collector, ${change} });`;
const withResult = (change: string) =>
  withCollector(`collect(result) { collector.collect(${change}); }`);
const withReport = (change: string) =>
  withCollector(`worker(report) { collector.worker(${change}); }`);
const afterwards = (then: string) => `await good(trial, collector); ${then}`;

const RESULTS: Readonly<Record<string, Misuse>> = {
  'collects nothing': {
    run: withCollector('collect() {}'),
    says: /0 of \d items have a result.*collector\.collect\(\)/,
  },
  'forgets a batch': {
    run: withCollector('collect(result) { if (result.first > 0) collector.collect(result); }'),
    says: /\d of \d items have a result.*collector\.collect\(\)/,
  },
  'collects twice': {
    run: withCollector('collect(result) { collector.collect(result); collector.collect(result); }'),
    says: /results too many/,
  },
  'collects at a foreign index': {
    run: withResult('{ ...result, first: result.first + 1000 }'),
    says: /results too many/,
  },
  'collects below zero': { run: withResult('{ ...result, first: -1 }'), says: /results too many/ },
  'collects lines in another order': {
    run: withResult('{ ...result, lines: result.lines.toReversed() }'),
    says: /results/,
  },
  'writes lines anew': {
    run: withResult('{ ...result, lines: result.lines.map((line) => `${line} `) }'),
    says: /results/,
  },
  'collects undefined': { run: withResult('undefined'), says: /collector\.collect\(\)/ },
  'collects without lines': {
    run: withResult('{ first: result.first, failures: [] }'),
    says: /collector\.collect\(\)/,
  },
  'collects without failures': {
    run: withResult('{ first: result.first, lines: result.lines }'),
    says: /collector\.collect\(\)/,
  },
  'collects objects for lines': {
    run: withResult('{ ...result, lines: result.lines.map((line) => JSON.parse(line)) }'),
    says: /collector\.collect\(\)/,
  },
  'collects without an index': {
    run: withResult('{ ...result, first: undefined }'),
    says: /collector\.collect\(\)/,
  },
  'collects failures that are none': {
    run: withResult('{ ...result, failures: ["broken"] }'),
    says: /collector\.collect\(\)/,
  },
  'collects null without a failure': {
    run: withResult('{ ...result, lines: result.lines.map(() => null) }'),
    says: /0 of \d items have a result.*collector\.collect\(\)/,
  },
  'collects failures of no kind': {
    run: withResult(
      '{ ...result, failures: [{ name: "a", kind: "odd", message: "", stack: null }] }',
    ),
    says: /collector\.collect\(\)/,
  },
  'collects late': {
    run: withCollector('collect(result) { setTimeout(() => { collector.collect(result); }, 20); }'),
    says: /collector\.collect\(\)/,
  },
};

const REPORTS: Readonly<Record<string, Misuse>> = {
  'forgets worker()': { run: withCollector('worker() {}'), says: /collector\.worker\(\)/ },
  'reports fewer items': {
    run: withReport('{ ...report, items: 0 }'),
    says: /collector\.worker\(\)/,
  },
  'reports twice': {
    run: withCollector('worker(report) { collector.worker(report); collector.worker(report); }'),
    says: /collector\.worker\(\)/,
  },
  'reports one id for all': {
    run: withReport('{ ...report, id: 0 }'),
    says: /collector\.worker\(\)/,
  },
  'reports a name for an id': {
    run: withReport('{ ...report, id: "first" }'),
    says: /collector\.worker\(\).*id/,
  },
  'reports undefined': { run: withReport('undefined'), says: /collector\.worker\(\)/ },
  'reports without latencies': {
    run: withReport('{ ...report, latencies: undefined }'),
    says: /collector\.worker\(\).*latencies/,
  },
  'reports the time of day': {
    run: withReport('{ ...report, readyAtMs: Date.now(), endedAtMs: Date.now() }'),
    says: /collector\.worker\(\).*monotonicMs/,
  },
  'reports late': {
    run: withCollector('worker(report) { setTimeout(() => { collector.worker(report); }, 20); }'),
    says: /collector\.worker\(\)/,
  },
  'reports NaN': {
    run: withReport('{ ...report, endedAtMs: NaN }'),
    says: /collector\.worker\(\)/,
  },
  'reports a loop that is none': {
    run: afterwards('collector.loop({ role: "helper" });'),
    says: /collector\.loop\(\)/,
  },
  'reports no loop at all': { run: afterwards('collector.loop();'), says: /collector\.loop\(\)/ },
  'counts no number of messages': {
    run: afterwards('collector.crossed("many", 0);'),
    says: /collector\.crossed\(\)/,
  },
  'counts fewer than no messages': {
    run: afterwards('collector.crossed(-1, 0);'),
    says: /collector\.crossed\(\)/,
  },
};

const PASSES: Readonly<Record<string, Misuse>> = {
  'never reads the passes': {
    run: `const all = { first: 0, count: trial.settings.items };
      await good({ ...trial, passes: (async function* () { yield all; })() }, collector);`,
    says: /trial\.passes/,
  },
  'reads the passes twice': {
    run: `let items = 0;
      for await (const { count } of trial.passes) items += count;
      await good(trial, collector);`,
    says: /trial\.passes/,
  },
  'stops at the first pass': {
    run: `const { value } = await trial.passes[Symbol.asyncIterator]().next();
      await good({ ...trial, passes: [value] }, collector);`,
    says: /trial\.passes/,
  },
  'breaks off after the first pass': {
    run: `const passes = async function* () { for await (const pass of trial.passes) { yield pass; break; } };
      await good({ ...trial, passes: passes() }, collector);`,
    says: /trial\.passes/,
  },
  'resolves early': {
    run: 'void good(trial, collector);',
    says: /trial\.passes|collector\.\w+\(\)/,
  },
};

const ENDS: Readonly<Record<string, Misuse>> = {
  rejects: { run: 'throw new TypeError("no such pool");', says: /TypeError: no such pool/ },
  'rejects with a text': { run: 'throw "no such pool";', says: /no such pool/ },
  'rejects with undefined': { run: 'throw undefined;', says: /exit code 1: .*undefined/ },
  'rejects with an object': { run: 'throw { reason: "no such pool" };', says: /no such pool/ },
  'leaves a rejection unhandled': {
    run: afterwards(
      'void Promise.reject(new RangeError("lost")); await new Promise(setImmediate);',
    ),
    says: /RangeError: lost/,
  },
  'throws in a callback': {
    run: 'setImmediate(() => { throw new RangeError("lost"); }); await good(trial, collector);',
    says: /RangeError: lost/,
  },
  'exits before the work': {
    run: 'process.exit(0);',
    says: /process\.exit|before "run" had ended/,
  },
  'exits after the work': {
    run: afterwards('process.exit(0);'),
    says: /process\.exit|before "run" had ended/,
  },
  'sets an exit code': { run: afterwards('process.exitCode = 5;'), says: /exit code 5/ },
  'is killed': { run: 'process.kill(process.pid, "SIGKILL");', says: /killed by SIGKILL/ },
  'waits for nothing': { run: 'await new Promise(() => {});', says: /nothing is left to settle/ },
  'closes the report': {
    run: afterwards('(await import("node:fs")).closeSync(3);'),
    says: /descriptor 3/,
  },
  'writes into the report': {
    run: afterwards('(await import("node:fs")).writeSync(3, "done\\n");'),
    says: /descriptor 3/,
  },
  'leaves a process': {
    run: `const { spawn } = await import("node:child_process");
      const idle = ["-e", "setInterval(() => {}, 1000)"];
      spawn(process.execPath, idle, { stdio: "ignore", detached: true }).unref();
      // A process that leaves its parent between two readings of the tree, 40 ms apart, is not found.
      await new Promise((go) => setTimeout(go, 500));
      await good(trial, collector);`,
    says: /left 1 process/,
  },
};

const HANGS: Readonly<Record<string, string>> = {
  'leaves a timer': 'setInterval(() => {}, 1000);',
  'leaves a server': '(await import("node:net")).createServer().listen(0);',
  'leaves a thread':
    'new (await import("node:worker_threads")).Worker("setInterval(() => {}, 1000)", { eval: true });',
};

export const MISUSES: Readonly<Record<string, Misuse>> = {
  ...RESULTS,
  ...REPORTS,
  ...PASSES,
  ...ENDS,
  ...Object.fromEntries(
    Object.entries(HANGS).map(([name, then]) => [
      name,
      {
        run: afterwards(then),
        says: /still open/,
        hangsForMs: ENOUGH_FOR_A_TRIAL_MS,
      } satisfies Misuse,
    ]),
  ),
  'blocks its loop': { run: 'for (;;);', says: /longer than/, hangsForMs: AT_ONCE_MS },
  'never resolves': {
    run: 'setInterval(() => {}, 1000); await new Promise(() => {});',
    says: /longer than/,
    hangsForMs: AT_ONCE_MS,
  },
};

/** Odd, but nothing is missing. */
export const HARMLESS: Readonly<Record<string, string>> = {
  'prints much': afterwards('console.log("x".repeat(1e7)); console.error("x".repeat(1e7));'),
  'changes the folder': 'process.chdir("/"); await good(trial, collector);',
  'replaces console and JSON':
    'console.log = JSON.parse = undefined; await good(trial, collector);',
  'tries to change the settings':
    'try { trial.settings.items = 1; } catch {} await good(trial, collector);',
};

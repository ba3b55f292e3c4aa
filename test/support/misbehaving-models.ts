import { digestOf } from './digest.ts';

/** What each trial of these models is to do. */
export const ITEMS = 4;
export const DIGEST = digestOf([...Array(ITEMS).keys()].map((item) => [item, `line ${item}`]));

/** The parts of a model's `run(trial, collector)` as source text. */
interface Parts {
  /** Before the passes. */
  readonly before?: string;
  readonly passes?: string;
  readonly collect?: string;
  readonly worker?: string;
  readonly after?: string;
}

interface Misuse {
  readonly url: string;
  readonly status: 'completed' | 'invalid' | 'failed';
  readonly said: RegExp;
}

const RESULT = '{ first, lines: lineOf(first, count), failures: [] }';
const REPORT = '{ id: 0, readyAtMs, endedAtMs: now(), items, bodyBytes: 0, latencies: [] }';

/** A model that does its work well but for the parts given. */
function modelWith(parts: Parts): string {
  return moduleOf(`export default { async run(trial, collector) {
    const now = () => Number(process.hrtime.bigint()) / 1e6;
    const lineOf = (first, count) => Array.from({ length: count }, (_, n) => 'line ' + (first + n));
    const readyAtMs = now();
    let items = 0;
    ${parts.before ?? ''};
    for await (const { first, count } of ${parts.passes ?? 'trial.passes'}) {
      ${parts.collect ?? `collector.collect(${RESULT})`};
      items += count;
    }
    ${parts.worker ?? `collector.worker(${REPORT})`};
    ${parts.after ?? ''};
  } };`);
}

function moduleOf(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

function invalid(parts: Parts, said: RegExp): Misuse {
  return { url: modelWith(parts), status: 'invalid', said };
}

function failed(parts: Parts | string, said: RegExp): Misuse {
  const url = typeof parts === 'string' ? moduleOf(parts) : modelWith(parts);
  return { url, status: 'failed', said };
}

const OWN_PASSES = `[{ first: 0, count: ${ITEMS} }]`;
const reportWith = (change: string) => `collector.worker({ ...${REPORT}, ${change} })`;
const resultWith = (change: string) => `collector.collect({ ...${RESULT}, ${change} })`;

/** Models that forget a call of their contract or make a wrong one, by what they do. */
export const MISUSES: Readonly<Record<string, Misuse>> = {
  'does all as it should': { url: modelWith({}), status: 'completed', said: /^$/ },

  'never calls worker()': invalid({ worker: '' }, /collector\.worker\(\) was never called/),
  'reports fewer items than it did': invalid(
    { worker: reportWith('items: 3') },
    /add up to 3 items, not 4: collector\.worker\(\)/,
  ),
  'reports a worker twice': invalid(
    { after: reportWith('items: 0') },
    /collector\.worker\(\) got two reports with the same id/,
  ),
  'reports times of another clock': invalid(
    { worker: reportWith('readyAtMs: Date.now(), endedAtMs: Date.now()') },
    /collector\.worker\(\) needs readyAtMs and endedAtMs from monotonicMs\(\)/,
  ),
  'never calls collect()': invalid({ collect: '' }, /0 of 4 items .* collector\.collect\(\)/),
  'collects a pass in part': invalid(
    { collect: resultWith('lines: lineOf(first, 3)') },
    /3 of 4 items .* collector\.collect\(\)/,
  ),
  'collects items twice': invalid(
    { after: `collector.collect({ first: 1, lines: ['line 1'], failures: [] })` },
    /1 results too many/,
  ),
  'collects items that it was not asked for': invalid(
    { collect: resultWith('first: first + 1') },
    /1 results too many/,
  ),
  'collects null without a failure': invalid(
    { collect: resultWith('lines: [null, ...lineOf(1, 3)]') },
    /3 of 4 items .* collector\.collect\(\)/,
  ),

  'collects no batch': failed({ collect: 'collector.collect()' }, /exit code 1: TypeError/),
  'collects a batch without failures': failed(
    { collect: 'collector.collect({ first, lines: lineOf(first, count) })' },
    /collector\.collect\(\) needs/,
  ),
  'collects values instead of lines': failed(
    { collect: resultWith('lines: [{ n: 1 }]') },
    /collector\.collect\(\): the line of item 0 is of type object/,
  ),
  'collects a failure of no kind': failed(
    { collect: resultWith(`failures: [{ name: 'a', kind: 'odd', message: '', stack: null }]`) },
    /collector\.collect\(\) is wrong at pass, proof\.failuresByKind/,
  ),
  'reports a worker without times': failed(
    { worker: 'collector.worker({ id: 0, items })' },
    /collector\.worker\(\) is wrong at end, workers\[0\]\.readyAtMs/,
  ),
  'reports nothing of a worker': failed(
    { worker: 'collector.worker()' },
    /collector\.worker\(\) is wrong at end, workers\[0\]/,
  ),
  'reports a loop of no role': failed(
    { after: `collector.loop({ role: 'pool' })` },
    /collector\.loop\(\) is wrong at end, loops\[1\]\.role/,
  ),
  'counts NaN bytes': failed(
    { after: 'collector.crossed(1)' },
    /collector\.crossed\(\) is wrong at end, boundaryBytes/,
  ),
  'hands over results after run has ended': failed(
    { collect: `setImmediate(() => collector.collect(${RESULT}))` },
    /collector\.collect\(\) was called after the promise of "run" had resolved/,
  ),
  'reports a worker after run has ended': failed(
    { worker: `setImmediate(() => collector.worker(${REPORT}))` },
    /collector\.worker\(\) was called after/,
  ),
  'never reads passes': failed({ passes: OWN_PASSES }, /never read trial\.passes/),
  'reads only the first pass': failed(
    { passes: `[(await trial.passes[Symbol.asyncIterator]().next()).value]` },
    /stopped reading trial\.passes/,
  ),
  'breaks off after the first pass': failed(
    { collect: `collector.collect(${RESULT}); items += count; break` },
    /stopped reading trial\.passes/,
  ),
  'returns no promise': failed(
    'export default { run(trial, collector) {} };',
    /"run" of the model must return a promise/,
  ),
  'exports no default': failed('export const model = {};', /must default-export/),
  'exports null': failed('export default null;', /must default-export/),
  'has no run': failed(`export default { name: 'a' };`, /a function "run"/),
  'throws at once': failed(
    `export default { run() { throw new RangeError('no luck'); } };`,
    /exit code 1: RangeError: no luck/,
  ),
  rejects: failed(
    { before: `throw new RangeError('no luck')` },
    /exit code 1: RangeError: no luck/,
  ),
  'rejects with nothing': failed({ before: 'throw undefined' }, /exit code 1: ./),
  'waits for what never comes': failed(
    { before: 'await new Promise(() => {})' },
    /exit code 13: .*nothing is left to settle/,
  ),
  'ends the process': failed({ before: 'process.exit(0)' }, /ended without a report/),
};

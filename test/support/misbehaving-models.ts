import { digestOf } from './digest.ts';

/** What each trial of these models is to do. */
export const ITEMS = 4;
export const DIGEST = digestOf([...Array(ITEMS).keys()].map((item) => [item, `line ${item}`]));

/** The parts of a model's `run(trial, collector)` as source text. */
interface Parts {
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
    for await (const { first, count } of trial.passes) {
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
    /1 results too many: collector\.collect\(\)/,
  ),
  'collects items that it was not asked for': invalid(
    { collect: resultWith('first: first + 1') },
    /1 results too many: collector\.collect\(\)/,
  ),
  'collects null without a failure': invalid(
    { collect: resultWith('lines: [null, ...lineOf(1, 3)]') },
    /3 of 4 items .* collector\.collect\(\)/,
  ),

  'collects a failure of no kind': failed(
    { collect: resultWith(`failures: [{ name: 'a', kind: 'odd', message: '', stack: null }]`) },
    /collector\.collect\(\) is wrong at pass, proof\.failuresByKind/,
  ),
  'reports a worker after run has ended': failed(
    { worker: `setImmediate(() => collector.worker(${REPORT}))` },
    /collector\.worker\(\) was called after/,
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
};

import { appendFileSync, readFileSync } from 'node:fs';

import type { SimpleWorkload, TrialSettings } from '../../harness/contract.ts';

/** Where it throws, as its parameter `fault`. */
export type ResourceFault = '' | 'share' | 'open' | 'run' | 'close';

/** What it writes to the file of its parameter `log`. */
export type Said =
  | { readonly call: 'share' | 'open' }
  /** How many workers have opened what this one sees, and the class of the memory it lies on. */
  | { readonly call: 'close'; readonly opened: number; readonly memory: string };

interface Shared {
  readonly table: Float64Array;
  readonly opened: Int32Array;
}

interface Resource extends Shared {
  readonly settings: TrialSettings;
}

type Item = string | { readonly n: number };

/** An endless list of objects and strings, shared data, a resource, and a parameter of the result. */
const workload: SimpleWorkload<Item, Resource, Shared> = {
  params: { log: '', factor: 1, fault: '' },
  async *list() {
    for (let n = 0; ; n++) yield await Promise.resolve(n % 2 === 0 ? { n } : `${n}`);
  },
  share(settings) {
    failAt('share', settings);
    say({ call: 'share' }, settings);
    return { table: Float64Array.of(0.5, 1.5), opened: new Int32Array(1) };
  },
  async open(settings, shared) {
    failAt('open', settings);
    say({ call: 'open' }, settings);
    Atomics.add(shared.opened, 0, 1);
    return Promise.resolve({ ...shared, settings });
  },
  run(item, { table, settings }) {
    failAt('run', settings);
    return resultOf(item, Number(settings.params['factor']) * (table[1] ?? NaN));
  },
  async close({ settings, opened }) {
    await Promise.resolve();
    failAt('close', settings);
    const memory = opened.buffer.constructor.name;
    say({ call: 'close', opened: opened[0] ?? NaN, memory }, settings);
  },
};
export default workload;

/** Its lines, in a trial whose parameter `factor` is this. */
export function resourceLines(items: number, factor: number): string[] {
  const itemAt = (n: number) => (n % 2 === 0 ? { n } : `${n}`);
  return Array.from({ length: items }, (_, n) => JSON.stringify(resultOf(itemAt(n), factor * 1.5)));
}

export function readLog(path: string): Said[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Said);
}

function resultOf(item: Item, factor: number) {
  return { item, product: factor * (typeof item === 'string' ? Number(item) : item.n) };
}

function failAt(call: ResourceFault, { params }: TrialSettings): void {
  if (params['fault'] === call) throw new RangeError(`no ${call} today`);
}

/** A line is short enough to be appended as a whole, whatever others write. */
function say(said: Said, { params }: TrialSettings): void {
  appendFileSync(String(params['log']), `${JSON.stringify(said)}\n`);
}

/**
 * What a user's TypeScript file costs the process that loads it: built beforehand, its types stripped
 * by Node, and as JavaScript written by hand. Time from spawn to exit, CPU and peak memory.
 *
 *     npx node test/bench/bundle.bench.ts
 *
 * Every form runs once per round, in turn. A difference is Hodges-Lehmann's estimate of those of the
 * rounds, with its 95 % interval.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { bundle } from '../../harness/bundle/bundle.ts';
import { medianInterval } from '../../harness/stats/median.ts';
import { hodgesLehmann } from '../../harness/stats/signed-rank.ts';

const ROUNDS = 40;
const FIGURES = ['time ms', 'CPU ms', 'peak RSS MiB'] as const;

const LOADER = `
  import { readFileSync } from 'node:fs';
  const { default: workload } = await import(process.argv[2]);
  for (const item of workload.list()) workload.run(item);
  const { user, system } = process.cpuUsage();
  const [, peakKiB] = /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  console.log(JSON.stringify([(user + system) / 1000, peakKiB / 1024]));`;

const folder = mkdtempSync(join(tmpdir(), 'bundle-bench-'));
const builtUrl = await writeForms(folder);
const forms = {
  'JavaScript by hand': place('by-hand.mjs'),
  built: builtUrl,
  'types stripped by Node': place('workload.mts'),
};
const samples = Object.keys(forms).map(() => FIGURES.map((): number[] => []));
for (let round = 0; round < ROUNDS; round++) {
  for (const [index, url] of Object.values(forms).entries()) {
    const figures = startOnce(url);
    for (const [which, figure] of figures.entries()) samples[index]?.[which]?.push(figure);
  }
}
rmSync(folder, { recursive: true });

for (const [index, form] of Object.keys(forms).entries()) {
  for (const [which, figure] of FIGURES.entries()) {
    const sample = samples[index]?.[which] ?? [];
    const byHand = samples[0]?.[which] ?? [];
    const more = sample.map((value, round) => value - (byHand[round] ?? NaN));
    const difference =
      index === 0 ? '' : `, more than by hand: ${shown(hodgesLehmann(more, 0.95))}`;
    console.log(
      `${form.padEnd(24)} ${figure.padEnd(13)} ${shown(medianInterval(sample, 0.95))}${difference}`,
    );
  }
}

/** The same workload of two files in each form. Returns the URL of the built one. */
async function writeForms(into: string): Promise<string> {
  const loop =
    'let sum = seed; for (let step = 0; step < 1000; step++) sum = (sum * 31 + step) % 65521; return sum;';
  const list = 'Array.from({ length: 100 }, (_, index) => index)';
  const write = (name: string, text: string) => {
    writeFileSync(join(into, name), text);
  };
  write('loader.mjs', LOADER);
  write('sum.mts', `export function sum(seed: number): number { ${loop} }\n`);
  write(
    'workload.mts',
    `import { sum } from './sum.mts';\ninterface Result { readonly sum: number }
export default { list: (): number[] => ${list}, run: (item: number): Result => ({ sum: sum(item) }) };\n`,
  );
  write('sum.mjs', `export function sum(seed) { ${loop} }\n`);
  write(
    'by-hand.mjs',
    `import { sum } from './sum.mjs';
export default { list: () => ${list}, run: (item) => ({ sum: sum(item) }) };\n`,
  );
  return (await bundle(join(into, 'workload.mts'), join(into, 'built'))).url;
}

function place(name: string): string {
  return pathToFileURL(join(folder, name)).href;
}

function startOnce(url: string): readonly number[] {
  const startedAt = performance.now();
  const said = execFileSync(process.execPath, [join(folder, 'loader.mjs'), url], {
    encoding: 'utf8',
  });
  const elapsedMs = performance.now() - startedAt;
  return [elapsedMs, ...(JSON.parse(said) as number[])];
}

function shown({
  estimate,
  low,
  high,
}: Readonly<Record<'estimate' | 'low' | 'high', number>>): string {
  return `${estimate.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`;
}

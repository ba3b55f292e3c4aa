/**
 * Which model is fastest for each example, as the Markdown table that examples/README.md shows.
 *
 *     npm run build && npx node test/bench/examples.bench.ts [FILE…]
 *
 * `compare` measures each in 7 rounds, which takes up to a minute on a quiet machine.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import { formatRatio, formatRatioRange, formatValue } from '../../harness/text/format.ts';
import { ROOT } from '../support/command.ts';

/** What is read of the document of `compare --json`. */
interface Scenario {
  readonly model: string;
  readonly timeMs: { readonly median: number; readonly low: number; readonly high: number } | null;
  readonly speedup: { readonly ratio: number; readonly low: number; readonly high: number } | null;
  readonly ranks: { readonly timeMs: number | null } | null;
}

const ROUNDS = 7;
const run = promisify(execFile);
const out = mkdtempSync(join(tmpdir(), 'examples-bench-'));

const [, , ...given] = process.argv;
const files = given.length > 0 ? given : readdirSync(join(ROOT, 'examples'));
console.log(
  `Node ${process.versions.node}, ${availableParallelism()} cores of ${cpus()[0]?.model}.`,
);
console.log('| example | one event loop | threads | processes | fastest |');
console.log('| :-- | --: | --: | --: | :-- |');
for (const file of files
  .map((each) => basename(each))
  .filter((each) => /\.[cm]?[jt]s$/.test(each))) {
  const scenarios = await measure(file);
  const of = (model: string) => scenarios.find((scenario) => scenario.model === model);
  const fastest = scenarios.flatMap(({ model, ranks }) => (ranks?.timeMs === 1 ? [model] : []));
  const cells = [
    `[${file}](${file})`,
    timeCell(of('single-threaded')),
    speedupCell(of('worker-threads')),
    speedupCell(of('child-processes')),
    fastest.length === 3 ? 'no difference detected' : fastest.join(', '),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
console.log(`Load of the machine in the last 15 minutes: ${(loadavg()[2] ?? 0).toFixed(1)}.`);
rmSync(out, { recursive: true });

async function measure(file: string): Promise<readonly Scenario[]> {
  const cli = join(ROOT, 'dist/harness/cli.js');
  const flags = ['--rounds', `${ROUNDS}`, '--json', '--quiet', '--out', join(out, file)];
  const { stdout } = await run(process.execPath, [cli, 'compare', `examples/${file}`, ...flags], {
    cwd: ROOT,
  });
  return (JSON.parse(stdout) as { scenarios: readonly Scenario[] }).scenarios;
}

function timeCell(scenario: Scenario | undefined): string {
  return formatValue(scenario?.timeMs?.median ?? null, 'ms');
}

function speedupCell(scenario: Scenario | undefined): string {
  const speedup = scenario?.speedup;
  return speedup ? `${formatRatio(speedup.ratio)} (${formatRatioRange(speedup)})` : 'n/a';
}

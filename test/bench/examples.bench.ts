/**
 * Which model is fastest for each example. Writes the table of examples/README.md, when no files are
 * named, and prints it.
 *
 *     npm run build && npx node test/bench/examples.bench.ts [FILE…]
 *
 * `compare` measures each in 7 rounds, which takes up to a minute on a quiet machine.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
const README = join(ROOT, 'examples/README.md');
const SECTION = /(<!-- printed by [^\n]*-->\n\n)[^]*?(<!-- \/printed -->)/;
const run = promisify(execFile);
const out = mkdtempSync(join(tmpdir(), 'examples-bench-'));

const [, , ...given] = process.argv;
const files = given.length > 0 ? given.map((file) => basename(file)) : allExamples();
const lines = [
  '| example | one event loop | threads | processes | fastest |',
  '| :-- | --: | --: | --: | :-- |',
];
for (const file of files) lines.push(row(file, await measure(file)));
rmSync(out, { recursive: true });

const machine = `${availableParallelism()} cores of ${cpus()[0]?.model}, Node ${process.versions.node}`;
const load = `load of the last 15 minutes ${(loadavg()[2] ?? 0).toFixed(1)}`;
const section = `${lines.join('\n')}\n\nMedians of ${ROUNDS} rounds; ${machine}, ${load}.\n\n`;
process.stdout.write(section);
if (given.length === 0) {
  const readme = readFileSync(README, 'utf8');
  writeFileSync(
    README,
    readme.replace(SECTION, (_, start, end) => `${start}${section}${end}`),
  );
}

function allExamples(): readonly string[] {
  return readdirSync(join(ROOT, 'examples')).filter((file) => /\.[cm]?[jt]s$/.test(file));
}

async function measure(file: string): Promise<readonly Scenario[]> {
  const cli = join(ROOT, 'dist/harness/cli.js');
  const flags = ['--rounds', `${ROUNDS}`, '--json', '--quiet', '--out', join(out, file)];
  const { stdout } = await run(process.execPath, [cli, 'compare', `examples/${file}`, ...flags], {
    cwd: ROOT,
  });
  return (JSON.parse(stdout) as { scenarios: readonly Scenario[] }).scenarios;
}

function row(file: string, scenarios: readonly Scenario[]): string {
  const of = (model: string) => scenarios.find((scenario) => scenario.model === model);
  const fastest = scenarios.flatMap(({ model, ranks }) => (ranks?.timeMs === 1 ? [model] : []));
  const cells = [
    `[${file}](${file})`,
    formatValue(of('single-threaded')?.timeMs?.median ?? null, 'ms'),
    speedupCell(of('worker-threads')),
    speedupCell(of('child-processes')),
    fastest.length === 3 ? 'no difference detected' : fastest.join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

function speedupCell(scenario: Scenario | undefined): string {
  const speedup = scenario?.speedup;
  return speedup ? `${formatRatio(speedup.ratio)} (${formatRatioRange(speedup)})` : 'n/a';
}

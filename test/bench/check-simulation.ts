// How often a check is right, where the truth is known: whole checks on simulated launches and
// trials, with drift, jumps of the machine and outliers. Gives the tables in docs/method.md,
// "Regression check": three models, one model, --thorough, and whole trials without launches.
//
//   npx node test/bench/check-simulation.ts [checks per row, 300]
import { type Rule, STANDARD, THOROUGH } from '../../harness/check/rule.ts';
import { createRandom } from '../../harness/stats/random.ts';
import { type SimulatedCheck, simulateCheck, type Truth } from '../support/simulated-check.ts';

const CHECKS = Number(process.argv[2] ?? 300);
const SPREAD = { wall: 0.15, cpu: 0.1, memory: 0.05 };
const LAUNCH_SPREADS = [0.02, 0.03, 0.04];
const EQUAL = {};
const TRUTHS: readonly [name: string, ratio: Truth['ratio']][] = [
  ['equal', EQUAL],
  ['CPU +4 %', { cpu: 1.04 }],
  ['CPU +5 %', { cpu: 1.05 }],
  ['CPU +10 %', { cpu: 1.1 }],
  ['CPU and time +40 %', { cpu: 1.4, time: 1.4 }],
  ['memory +10 %', { memory: 1.1 }],
];

for (const models of [3, 1]) {
  printHead(`${models} ${models === 1 ? 'model' : 'models'}, launches`);
  for (const [name, ratio] of TRUTHS) {
    for (const launch of LAUNCH_SPREADS) {
      printRow(launch, name, { models, spread: { ...SPREAD, launch }, ratio }, STANDARD);
    }
  }
}
printHead('1 model, thorough, launches');
for (const cpu of [1, 1.03]) {
  for (const launch of [0.015, 0.025]) {
    const truth = { models: 1, spread: { ...SPREAD, launch }, ratio: { cpu } };
    printRow(launch, cpu === 1 ? 'equal' : 'CPU +3 %', truth, THOROUGH);
  }
}
printHead('1 model, no launches; whole trials');
for (const cpu of [1, 1.1]) {
  for (const whole of [0.05, 0.1, 0.15]) {
    const spread = { launch: 0, wall: whole, cpu: whole, memory: 0.05 };
    const truth = { models: 1, spread, ratio: { cpu }, launches: false };
    printRow(whole, cpu === 1 ? 'equal' : 'CPU +10 %', truth, STANDARD);
  }
}

function printHead(what: string): void {
  const titles = ['spread', 'of the first model', 'red', 'falsely red', 'green', 'inconclusive'];
  const columns = [
    `${what}: ${titles[0] ?? ''}`,
    ...titles.slice(1),
    'median',
    'of 10 in 9 within',
  ];
  console.log(`\n| ${columns.join(' | ')} |`);
  console.log(`| --: | :-- |${' --: |'.repeat(columns.length - 2)}`);
}

function printRow(spread: number, name: string, truth: Truth, rule: Rule): void {
  const random = createRandom(1, `check ${JSON.stringify(truth)}`);
  const checks = Array.from({ length: CHECKS }, () => simulateCheck(truth, rule, random));
  const share = (holds: (check: SimulatedCheck) => boolean) =>
    `${((100 * checks.filter(holds).length) / CHECKS).toFixed(1)} %`;
  const seconds = checks.map((check) => check.seconds).toSorted((a, b) => a - b);
  const within = (part: number) => `${Math.round(seconds[Math.floor(part * CHECKS)] ?? NaN)} s`;
  const cells = [
    ...[`${100 * spread} %`, name],
    share(({ result }) => result.outcome === 'regressed'),
    share(({ result }) => result.outcome === 'regressed' && isFalse(result, truth)),
    share(({ result }) => result.outcome === 'unchanged' || result.outcome === 'improved'),
    share(({ result }) => result.outcome === 'inconclusive'),
    ...[within(0.5), within(0.9)],
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** Red in something that is equal on both sides. */
function isFalse({ verdicts }: SimulatedCheck['result'], { ratio }: Truth): boolean {
  const differing = [
    ...(ratio.cpu === undefined || ratio.cpu === 1 ? [] : ['itemCpuMs', 'cpuMs']),
    ...(ratio.time === undefined ? [] : ['itemMs', 'wallMs']),
    ...(ratio.memory === undefined ? [] : ['peakPssBytes']),
  ];
  return verdicts.some(
    ({ model, metric, kind, verdict }) =>
      kind !== 'advisory' &&
      verdict === 'regressed' &&
      (model !== 'model-0' || !differing.includes(metric)),
  );
}

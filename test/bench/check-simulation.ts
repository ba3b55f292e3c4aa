// How often a check is right, where the truth is known: whole checks of three models and three
// gated metrics on simulated trials, with drift, jumps of the machine and outliers. Gives the tables
// in docs/method.md, "Regression check"; the second compares ways to confirm, the third is --thorough.
//
//   npx node test/bench/check-simulation.ts [checks per row, 1000]
import { type Rule, STANDARD, THOROUGH } from '../../harness/check/rule.ts';
import { createRandom } from '../../harness/stats/random.ts';
import { type SimulatedCheck, simulateCheck } from '../support/simulated-check.ts';

const CHECKS = Number(process.argv[2] ?? 1000);
const PAIRED_SDS = [0.025, 0.05, 0.075, 0.1, 0.125];
const CPU_RATIOS = [1, 1.05, 1.1];
const CONFIRMATIONS = [
  { rounds: 14, alpha: 0.05 },
  { rounds: 14, alpha: 0.1 },
  { rounds: 20, alpha: 0.05 },
  { rounds: 20, alpha: 0.1 },
  { rounds: 30, alpha: 0.05 },
];

printHead('spread');
for (const cpuRatio of CPU_RATIOS) {
  for (const pairedSd of PAIRED_SDS) {
    console.log(`| ${100 * pairedSd} % | ${row(pairedSd, cpuRatio, STANDARD)}`);
  }
}
console.log();
printHead('confirmation');
for (const confirmation of CONFIRMATIONS) {
  const { rounds, alpha } = confirmation;
  console.log(`| ${rounds} at ${alpha} | ${row(0.075, 1.05, { ...STANDARD, confirmation })}`);
}
console.log();
printHead('spread, thorough');
for (const cpuRatio of [1, 1.03, 1.05]) {
  for (const pairedSd of PAIRED_SDS) {
    console.log(`| ${100 * pairedSd} % | ${row(pairedSd, cpuRatio, THOROUGH)}`);
  }
}

function printHead(first: string): void {
  console.log(
    `| ${first} | CPU of one model | red | falsely red | green | inconclusive | rounds |`,
  );
  console.log('| :-- | --: | --: | --: | --: | --: | --: |');
}

function row(pairedSd: number, cpuRatio: number, rule: Rule): string {
  const random = createRandom(1, `check ${pairedSd} ${cpuRatio}`);
  const checks = Array.from({ length: CHECKS }, () =>
    simulateCheck({ models: 3, pairedSd, cpuRatio }, rule, random),
  );
  const share = (holds: (check: SimulatedCheck) => boolean) =>
    `${((100 * checks.filter(holds).length) / CHECKS).toFixed(1)} %`;
  const rounds = checks.reduce((sum, check) => sum + check.rounds, 0) / CHECKS;
  const cells = [
    `+${Math.round(100 * (cpuRatio - 1))} %`,
    share(({ result }) => result.outcome === 'regressed'),
    share(({ result }) => result.outcome === 'regressed' && isFalse(result, cpuRatio)),
    share(({ result }) => result.outcome === 'unchanged' || result.outcome === 'improved'),
    share(({ result }) => result.outcome === 'inconclusive'),
    rounds.toFixed(1),
  ];
  return `${cells.join(' | ')} |`;
}

/** Red in something that is equal on both sides. */
function isFalse({ verdicts }: SimulatedCheck['result'], cpuRatio: number): boolean {
  return verdicts.some(
    ({ model, metric, kind, verdict }) =>
      kind === 'gated' &&
      verdict === 'regressed' &&
      (cpuRatio === 1 || model !== 'model-0' || metric !== 'cpuMs'),
  );
}

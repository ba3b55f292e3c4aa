// How often a check is right, where the truth is known: whole checks of three models and three
// gated metrics on simulated trials, with drift, jumps of the machine and outliers. Gives the table
// in docs/method.md, "Regression check".
//
//   npx node test/bench/check-simulation.ts [checks per row, 1000]
//
// 1000 took 10 minutes on one core.
import { STANDARD } from '../../harness/check/rule.ts';
import { createRandom } from '../../harness/stats/random.ts';
import { type SimulatedCheck, simulateCheck } from '../harness/check/simulated-check.ts';

const CHECKS = Number(process.argv[2] ?? 1000);
const PAIRED_SDS = [0.025, 0.05, 0.075, 0.1, 0.125];
const CPU_RATIOS = [1, 1.05, 1.1];

console.log('| spread | CPU of one model | red | falsely red | green | inconclusive | rounds |');
console.log('| --: | --: | --: | --: | --: | --: | --: |');
for (const cpuRatio of CPU_RATIOS) {
  for (const pairedSd of PAIRED_SDS) console.log(row(pairedSd, cpuRatio));
}

function row(pairedSd: number, cpuRatio: number): string {
  const random = createRandom(1, `check ${pairedSd} ${cpuRatio}`);
  const checks = Array.from({ length: CHECKS }, () =>
    simulateCheck({ models: 3, pairedSd, cpuRatio }, STANDARD, random),
  );
  const share = (holds: (check: SimulatedCheck) => boolean) =>
    `${((100 * checks.filter(holds).length) / CHECKS).toFixed(1)} %`;
  const rounds = checks.reduce((sum, check) => sum + check.rounds, 0) / CHECKS;
  const cells = [
    `${100 * pairedSd} %`,
    `+${Math.round(100 * (cpuRatio - 1))} %`,
    share(({ result }) => result.outcome === 'regressed'),
    share(({ result }) => result.outcome === 'regressed' && isFalse(result, cpuRatio)),
    share(({ result }) => result.outcome === 'unchanged' || result.outcome === 'improved'),
    share(({ result }) => result.outcome === 'inconclusive'),
    rounds.toFixed(1),
  ];
  return `| ${cells.join(' | ')} |`;
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

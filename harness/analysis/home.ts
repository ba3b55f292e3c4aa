import type { RunFile, Scenario } from '../../results/format.ts';
import type { Summary } from './summary.ts';

/** What of a scenario says with which others it is compared; planned ones have it too. */
export type Comparable = Pick<
  Scenario,
  'id' | 'kind' | 'model' | 'language' | 'role' | 'runtime' | 'baseline' | 'main'
>;

/**
 * The runtime in which a run asks which model to use: that of the harness, or the first that was named where no
 * model ran on that. What others execute is compared with it, and enters no answer.
 */
export function homeRuntime({ scenarios, environments }: RunFile): string {
  return homeOf(scenarios, environments[0]?.node ?? '');
}

/** The same before the run, of a harness on this version of Node. */
export function homeOf(scenarios: readonly Comparable[], node: string): string {
  const runtimes = scenarios.filter(isMain).map(({ runtime }) => runtime);
  const own = `node ${node}`;
  return runtimes.includes(own) ? own : (runtimes[0] ?? own);
}

/** No floor, no variant beside its main model, no program in another language, and of a check only the base. */
export function isMain({ kind, role, main, language }: Comparable): boolean {
  const isModel = kind === 'model' && main === null && language === null;
  return isModel && (role === null || role === 'base');
}

/** What a run that was asked for several runtimes has of the home one alone; any other run as it is. */
export function atHome(summary: Summary): Summary {
  const { run, scenarios } = summary;
  const home = homeRuntime(run);
  const others = run.runtimes.map(({ name }) => name).filter((name) => name !== home);
  if (others.length === 0) return summary;
  const isHere = ({ runtime }: { readonly runtime: string }) => !others.includes(runtime);
  return {
    ...summary,
    run: { ...run, notRun: run.notRun.filter(isHere) },
    scenarios: scenarios.filter(({ scenario }) => isHere(scenario)),
  };
}

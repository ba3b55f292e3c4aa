import type { Environment, RunFile, Scenario } from '../../results/format.ts';

/** The machine that a scenario ran on; the reader of run files refuses one that is not there. */
export function environmentOf({ environments }: RunFile, { machine }: Scenario): Environment {
  const found = environments.find(({ id }) => id === machine);
  if (found === undefined) throw new Error(`no machine ${machine} in the run`);
  return found;
}

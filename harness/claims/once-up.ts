import type { CompletedLaunch, RunFile } from '../../results/format.ts';
import { itemCost, launchesOf, launchRatio } from '../analysis/launches.ts';
import type { CaseFigures, Measured } from '../claim-contract.ts';
import { ratioOfLogs } from '../stats/ratio.ts';
import {
  CONFIDENCE,
  intervalOf,
  measuredBy,
  NotMeasured,
  requireRounds,
  type Source,
} from './measured.ts';

/**
 * What an item of a claim's cases costs once up, a launch being a round. `scenarioOf` gives the id of
 * a case's scenario. Null where no launch of them was run.
 */
export function onceUpOf(
  run: RunFile,
  scenarios: readonly string[],
  scenarioOf: (caseId: string) => string,
): Measured | null {
  const launches = run.launches.filter((launch) => scenarios.includes(launch.scenarios[0] ?? ''));
  if (launches.length === 0) return null;
  const completed = (ids: readonly string[]) => launchesOf(run, ids.map(scenarioOf));
  const failure: Source['failure'] = (id) => {
    const of = launches.filter((launch) => launch.scenarios.includes(scenarioOf(id)));
    return of.find((launch) => launch.status === 'failed')?.message ?? null;
  };
  const has: Source['has'] = (id) => completed([id]).length > 0 && failure(id) === null;
  return {
    ...measuredBy({
      ...{ has, failure },
      rounds: (ids) =>
        completed(ids).map((launch) => ids.map((id) => itemFigures(launch, scenarioOf(id)))),
    }),
    /** By slices, which are paired more closely than launches. */
    ratio(id, other, figure) {
      const logs = requireRounds({ has, failure }, [id, other], completed([id, other])).map(
        (launch) => {
          const { timeLog, cpuLog } = launchRatio(launch, scenarioOf(id), scenarioOf(other));
          return figure === 'itemMs' ? timeLog : cpuLog;
        },
      );
      const known = logs.filter((log) => log !== null);
      if (known.length < logs.length) throw new NotMeasured(`${id} or ${other} has no ${figure}`);
      return intervalOf(ratioOfLogs(known, CONFIDENCE));
    },
  };
}

/** CPU is missing where the system does not say. */
function itemFigures(launch: CompletedLaunch, scenario: string): CaseFigures {
  const { ms, cpuMs } = itemCost(launch, scenario);
  return { itemMs: ms, ...(cpuMs !== null && { itemCpuMs: cpuMs }) };
}

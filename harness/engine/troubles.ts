import { failureText } from '../../results/failure.ts';
import type { Launch, Scenario, TrialRecord } from '../../results/format.ts';
import { roundName } from '../../results/round-name.ts';
import { formatList } from '../text/format.ts';

/** What goes wrong in a run, each thing said once. */
export interface Troubles {
  /** Of the trials of one round, a line for each reason that has not been said of the same scenarios. */
  readonly ofRound: (trials: readonly TrialRecord[]) => readonly string[];
}

export function troubles(scenarios: readonly Scenario[]): Troubles {
  const said = new Set<string>();
  return {
    ofRound(trials) {
      const bad = trials.flatMap((trial) =>
        trial.status === 'completed' ? [] : [{ trial, reason: failureText(trial) }],
      );
      return [...Map.groupBy(bad, ({ reason }) => reason)].flatMap(([reason, group]) => {
        const who = namesOf(
          group.map(({ trial }) => trial.scenario),
          scenarios,
        );
        if (said.has(`${who}: ${reason}`)) return [];
        said.add(`${who}: ${reason}`);
        return [`${who}, ${roundName(group[0]?.trial.round ?? 0)}: ${reason}`];
      });
    },
  };
}

export function launchTrouble(launch: Launch): string | null {
  if (launch.status === 'completed') return null;
  const { scenario, scenarios, message } = launch;
  return `${scenario ?? formatList(scenarios)}, once up: ${message}`;
}

/** In the order of the run; all of its models by that word. */
function namesOf(ids: readonly string[], scenarios: readonly Scenario[]): string {
  const models = scenarios.filter(({ kind }) => kind === 'model').map(({ id }) => id);
  const sorted = scenarios.map(({ id }) => id).filter((id) => ids.includes(id));
  if (models.length < 2 || !models.every((id) => ids.includes(id))) return formatList(sorted);
  return formatList(['all models', ...sorted.filter((id) => !models.includes(id))]);
}

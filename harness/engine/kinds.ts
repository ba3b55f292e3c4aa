import type { Measured } from '../../results/journal.ts';

/** What takes about equally long. */
export function kindOf(what: Measured): string {
  if (what.kind === 'trial') return what.trial.scenario;
  return what.kind === 'launch' ? launchKind(what.launch.scenarios) : what.kind;
}

/** Where trials have the id of their scenario. */
export function launchKind(scenarios: readonly string[]): string {
  return `launch of ${scenarios.join()}`;
}

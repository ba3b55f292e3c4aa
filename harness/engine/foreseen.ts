import type { RunFile, Scenario, WorkSettings } from '../../results/format.ts';
import type { PlannedScenario } from './scenario.ts';
import { ownCodeDigest } from './suite.ts';

/**
 * The scenarios of a run that goes on, as far as they are known before mock servers and reference run say the
 * rest; what these say counts as it was, and what could not run then is expected not to.
 */
export function foreseenScenarios(
  { scenarios, notRun }: RunFile,
  planned: readonly PlannedScenario[],
  premises: Pick<Scenario, 'machine' | 'limits'>,
): readonly Scenario[] {
  const gone = notRun.map(({ id }) => id);
  return planned
    .filter(({ scenario }) => !gone.includes(scenario.id))
    .map(({ scenario, source, mock: request }) => {
      const before = scenarios.find(({ id }) => id === scenario.id);
      const codeSha256 = ownCodeDigest(scenario, source);
      return {
        ...{ ...scenario, ...premises, codeSha256, ...unforeseen(before) },
        settings: atMost(scenario.settings, before?.settings ?? null),
        mock: mockOf(before?.mock ?? null, request),
      };
    });
}

/** With links to what may be unable to run. */
function unforeseen(before: Scenario | undefined) {
  const { expected = null, sharedBytes = null } = before ?? {};
  const { baseline = null, floor = null, main = null } = before ?? {};
  return { expected, sharedBytes, baseline, floor, main };
}

/** The reference run may find fewer items than were asked for, and faults let attempts be counted. */
function atMost(asked: WorkSettings | null, before: WorkSettings | null): WorkSettings | null {
  if (asked === null || before === null) return asked;
  const { items, batchSize, retries } = before;
  return {
    ...(retries !== undefined && { retries }),
    ...asked,
    items: Math.min(asked.items, items),
    batchSize: Math.min(asked.batchSize, batchSize),
  };
}

/** A server that runs already says itself how it answers. */
function mockOf(before: Scenario['mock'], request: PlannedScenario['mock']): Scenario['mock'] {
  if (before === null || request === null || 'url' in request) return before;
  const { latencyMs, jitter, seed, faults = null } = request;
  return { ...before, latencyMs, jitter, seed, faults };
}

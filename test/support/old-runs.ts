import type { RunFile, Scenario } from '../../results/format.ts';
import type { Observed } from './claims-run.ts';
import { ENVIRONMENT } from './run.ts';

/** A run of one work, one machine and one mock server as version 2 had it. */
export function asVersion2({ schedule, scenarios, trials, ...run }: RunFile) {
  const model = scenarios.find(({ kind }) => kind === 'model');
  const { http, ...proof } = model?.expected ?? { http: null };
  const confirmFrom = trials.find(({ phase }) => phase === 'confirmation')?.round ?? null;
  return {
    ...without(run, 'environments'),
    formatVersion: 2,
    ...{ command: schedule.arguments, environment: without(ENVIRONMENT, 'id') },
    mockServer: { url: 'http://127.0.0.1:8151', ...model?.mock },
    ...{ settings: model?.settings, seed: schedule.seed, rounds: model?.rounds },
    ...{ warmupRounds: schedule.warmupRounds, comparison: comparisonOf(scenarios, confirmFrom) },
    scenarios: scenarios.map(({ analogue: mirrors, role: arm, ...one }) => ({
      ...without(one, ...NEW_IN_SCENARIOS),
      ...{ mirrors, arm },
    })),
    expected: { ...proof, ...http },
    trials: trials.map((trial) => without(trial, 'phase', 'figures', 'passes')),
  };
}

/** The same as version 1 had it, without the sides of a check and two of the metrics. */
export function asVersion1(run: RunFile) {
  const { scenarios, trials, ...old } = asVersion2(run);
  return {
    ...without(old, 'comparison'),
    formatVersion: 1,
    scenarios: scenarios.map((one) => without(one, 'arm', 'isolation', 'sharing')),
    trials: trials.map((trial) => {
      const { metrics } = trial as { metrics?: object };
      if (metrics === undefined) return trial;
      return { ...trial, metrics: without(metrics, 'requests', 'responseBytes') };
    }),
  };
}

/** Observations as files of claims had them, six rounds asked for of each claim. */
export function asClaimsFile(observed: readonly Observed[]) {
  const claims = [...new Set(observed.map(({ claim }) => claim))];
  return {
    ...{ kind: 'claims', formatVersion: 1, status: 'incomplete' },
    ...{ startedAt: '2026-01-01T00:00:00.000Z', endedAt: '2026-01-01T00:01:00.000Z' },
    ...{ command: claims, environment: without(ENVIRONMENT, 'id'), seed: 1, scale: 'full' },
    claims: claims.map((name) => ({ name, rounds: 6 })),
    observations: observed.map(({ outcome, ...one }) => ({
      ...one,
      outcome:
        typeof outcome === 'string'
          ? { status: 'failed', cause: outcome }
          : { status: 'measured', figures: outcome },
    })),
  };
}

const NEW_IN_SCENARIOS = [
  ...['label', 'group', 'settings', 'input', 'mock', 'machine', 'version', 'injection'],
  ...['rounds', 'expected', 'baseline', 'floor', 'main'],
];

function comparisonOf(scenarios: readonly Scenario[], confirmFrom: number | null): object | null {
  const of = (side: string) => scenarios.find(({ role }) => role === side);
  const [base, head] = [of('base')?.version, of('head')?.version];
  if (!base || !head) return null;
  const plant = of('head')?.injection ?? null;
  return {
    ...{ base: without(base, 'whole'), head: without(head, 'whole'), whole: base.whole },
    ...{ plant, confirmFrom },
  };
}

function without(part: object, ...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(part).filter(([name]) => !names.includes(name)));
}

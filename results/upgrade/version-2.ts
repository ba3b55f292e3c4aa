import { z } from 'zod';

/** Id of the one machine of a file from before version 3. */
export const MACHINE = 'machine-1';

/** Only what the upgrade looks at; the rest is checked as part of version 3. */
const scenarioOf2 = z.looseObject({
  id: z.string(),
  workload: z.string(),
  model: z.string(),
  kind: z.string(),
  mirrors: z.string(),
  // Files from before there were variants lack these three.
  variantOf: z.string().nullable().default(null),
  form: z.unknown().default(null),
  summary: z.string().nullable().default(null),
  arm: z.enum(['base', 'head', 'control']).nullable(),
});

const comparison = z.object({
  base: z.looseObject({}),
  head: z.looseObject({}),
  whole: z.boolean(),
  plant: z.unknown(),
  confirmFrom: z.int().nullable(),
});

const run2 = z.looseObject({
  command: z.array(z.string()),
  environment: z.looseObject({}),
  ...{ mockServer: z.unknown(), settings: z.unknown(), seed: z.unknown() },
  ...{ rounds: z.unknown(), warmupRounds: z.unknown() },
  comparison: comparison.nullable(),
  expected: z.object({
    ...{ items: z.unknown(), digest: z.unknown(), requests: z.unknown() },
    ...{ bodyBytes: z.unknown(), maxInFlight: z.unknown() },
  }),
  scenarios: z.array(scenarioOf2),
  trials: z.array(z.looseObject({ round: z.number() })),
});

type Run2 = z.infer<typeof run2>;
type Scenario2 = z.infer<typeof scenarioOf2>;

/** Version 2 had one work, machine and mock server for all scenarios. Reads a file of it as version 3. */
export const version2 = run2.transform((run) => ({
  ...run,
  formatVersion: 3,
  schedule: {
    command: run.comparison === null ? 'compare' : 'check',
    ...{ arguments: run.command, seed: run.seed, warmupRounds: run.warmupRounds },
    scale: run.command.includes('--quick') ? 'quick' : 'full',
  },
  environments: [{ ...run.environment, id: MACHINE }],
  scenarios: inArticleOrder(run.scenarios).map((scenario) => scenarioOf3(scenario, run)),
  trials: run.trials.map((trial) => ({
    ...{ figures: {}, passes: [], ...trial },
    phase: phaseOf(trial.round, run.comparison?.confirmFrom ?? null),
  })),
}));

function scenarioOf3(scenario: Scenario2, run: Run2): object {
  const { mirrors: analogue, arm: role, ...rest } = scenario;
  const { settings, mockServer, rounds, comparison: sides } = run;
  const { items, digest, ...http } = run.expected;
  const isFloor = scenario.kind === 'floor';
  return {
    ...rest,
    ...{ label: role === null ? scenario.model : scenario.id, group: null, analogue },
    ...{ settings, input: null, mock: isFloor ? null : mockServer, machine: MACHINE },
    ...{ version: versionOf(role, sides), role, injection: role === 'head' ? sides?.plant : null },
    ...{ rounds, expected: { items, digest, http: isFloor ? null : http } },
    ...linksOf(scenario, run.scenarios),
  };
}

function versionOf(role: Scenario2['arm'], sides: Run2['comparison']): object | null {
  if (role === null || sides === null) return null;
  return { ...(role === 'head' ? sides.head : sides.base), whole: sides.whole };
}

/** Models were compared with the single-threaded one, heads and controls with their base. */
function linksOf(scenario: Scenario2, all: readonly Scenario2[]): object {
  const { id, model, workload, kind, variantOf, arm } = scenario;
  const idOf = (fits: (other: Scenario2) => boolean) => all.find(fits)?.id ?? null;
  const compared =
    arm === 'head' || arm === 'control'
      ? idOf((one) => one.arm === 'base' && one.model === model && one.workload === workload)
      : idOf((one) => one.arm === arm && one.model === 'single-threaded');
  const isFloor = kind === 'floor';
  return {
    baseline: isFloor || compared === id ? null : compared,
    floor: isFloor ? null : idOf((one) => one.kind === 'floor'),
    main: variantOf === null ? null : idOf((one) => one.arm === arm && one.model === variantOf),
  };
}

function phaseOf(round: number, confirmFrom: number | null): string {
  if (round < 0) return 'warm-up';
  return confirmFrom !== null && round >= confirmFrom ? 'confirmation' : 'sample';
}

/** The models there were before there were variants, as the article has them. */
const ARTICLE = ['bare-work', 'single-threaded', 'worker-threads', 'child-processes'];

/** Files from before there were variants list models by name, and no summary of what they do. */
function inArticleOrder(scenarios: readonly Scenario2[]): readonly Scenario2[] {
  if (scenarios.some(({ summary }) => summary !== null)) return scenarios;
  const place = ({ model }: Scenario2) =>
    ARTICLE.includes(model) ? ARTICLE.indexOf(model) : ARTICLE.length;
  return scenarios.toSorted((a, b) => place(a) - place(b));
}

import { z } from 'zod';

/** What version 1 did not record of the models that it knew. */
const TRAITS: ReadonlyMap<string, object> = new Map([
  ['bare-work', { isolation: 'none', sharing: 'objects' }],
  ['single-threaded', { isolation: 'none', sharing: 'objects' }],
  ['worker-threads', { isolation: 'thread', sharing: 'bytes' }],
  ['child-processes', { isolation: 'process', sharing: 'nothing' }],
]);
const UNKNOWN = { isolation: null, sharing: null };

const LATER = ['requests', 'responseBytes'];

const completed = z.looseObject({
  status: z.literal('completed'),
  metrics: z.record(z.string(), z.unknown()),
  unavailable: z.record(z.string(), z.unknown()),
});

/** Version 1 had no checks and two metrics less. Reads a file of it as version 2. */
export const version1 = z
  .looseObject({
    scenarios: z.array(z.looseObject({ model: z.string() })),
    trials: z.array(z.looseObject({})),
  })
  .transform((run) => ({
    ...run,
    comparison: null,
    scenarios: run.scenarios.map((scenario) => ({
      ...scenario,
      ...(TRAITS.get(scenario.model) ?? UNKNOWN),
      arm: null,
    })),
    trials: run.trials.map(withLaterMetrics),
  }));

function withLaterMetrics(trial: object): object {
  const { success, data } = completed.safeParse(trial);
  if (!success) return trial;
  const each = (value: string | null) => Object.fromEntries(LATER.map((name) => [name, value]));
  return {
    ...data,
    metrics: { ...each(null), ...data.metrics },
    unavailable: { ...each('not recorded'), ...data.unavailable },
  };
}

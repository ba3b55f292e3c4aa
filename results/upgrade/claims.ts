import { z } from 'zod';

import { METRIC_NAMES } from '../metrics.ts';
import { MACHINE } from './version-2.ts';

const observation = z.object({
  claim: z.string(),
  case: z.string(),
  round: z.number(),
  outcome: z.discriminatedUnion('status', [
    z.object({ status: z.literal('measured'), figures: z.record(z.string(), z.number()) }),
    z.object({ status: z.literal('failed'), cause: z.string() }),
  ]),
});

type Observation = z.infer<typeof observation>;

const claimsFile1 = z.looseObject({
  formatVersion: z.literal(1),
  startedAt: z.string(),
  environment: z.looseObject({ node: z.string() }),
  ...{ command: z.unknown(), seed: z.unknown(), scale: z.unknown() },
  claims: z.array(z.object({ name: z.string(), rounds: z.number() })),
  observations: z.array(observation),
});

type ClaimsFile1 = z.infer<typeof claimsFile1>;

/** Claims had files of their own, with observations of cases. Reads such a file as a run of version 3. */
export const claimsFile = claimsFile1.transform((file) => ({
  ...file,
  formatVersion: 3,
  schedule: {
    ...{ command: 'claims', arguments: file.command, seed: file.seed },
    ...{ warmupRounds: 0, scale: file.scale },
  },
  environments: [{ ...file.environment, id: MACHINE }],
  scenarios: file.claims.flatMap((claim) => scenariosOf(claim, file)),
  trials: file.observations.map((one, index) => trialOf(one, index, file)),
}));

function idOf({ claim, case: label }: Observation): string {
  return `${claim}/${label}`;
}

function scenariosOf(claim: ClaimsFile1['claims'][number], file: ClaimsFile1): readonly object[] {
  const own = file.observations.filter((one) => one.claim === claim.name);
  return [...Map.groupBy(own, idOf)].map(([id, [first]]) => ({
    ...{ id, label: first?.case, group: claim.name, kind: 'program', workload: null },
    ...{ model: first?.case, analogue: null, variantOf: null, form: null, summary: null },
    ...{ isolation: null, sharing: null, settings: null, input: null, mock: null },
    ...{ runtime: `node ${file.environment.node}`, machine: MACHINE },
    ...{ version: null, role: null, injection: null, rounds: claim.rounds, expected: null },
    ...{ baseline: null, floor: null, main: null },
  }));
}

function trialOf(one: Observation, index: number, file: ClaimsFile1): object {
  const before = file.observations.slice(0, index);
  const { claim, round, outcome } = one;
  const trial = {
    ...{ scenario: idOf(one), round, phase: 'sample' },
    position: before.filter((other) => other.claim === claim && other.round === round).length,
    // When each began was not recorded.
    startedAt: file.startedAt,
  };
  if (outcome.status === 'measured') return { ...trial, ...completed(outcome.figures) };
  return {
    ...{ ...trial, status: 'failed', cause: 'not-recorded', message: outcome.cause },
    ...{ exitCode: null, signal: null, stderr: '' },
  };
}

function completed(given: Readonly<Record<string, number>>): object {
  const names: readonly string[] = METRIC_NAMES;
  const isMetric = ([name]: readonly [string, unknown]) => names.includes(name);
  const missing = names.filter((name) => given[name] === undefined);
  const entries = Object.entries(given);
  return {
    status: 'completed',
    metrics: Object.fromEntries(names.map((name) => [name, given[name] ?? null])),
    unavailable: Object.fromEntries(missing.map((name) => [name, 'not recorded'])),
    figures: Object.fromEntries(entries.filter((entry) => !isMetric(entry))),
    ...{ digest: null, passes: [], served: null, loops: [], workers: [], latencies: [] },
    memory: null,
    machine: { stealShare: null, foreignCpuShare: null, cpuPressureShare: null, throttledShare: null },
  };
}

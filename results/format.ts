import { z } from 'zod';

import { budget } from './budget-format.ts';
import { capacity, launch } from './launch-format.ts';
import { bytes, count, ms, name, share, timestamp } from './quantities.ts';
import { notRun, scenario } from './scenario-format.ts';
import { trial } from './trial-format.ts';

/** Raised when an older reader could misread the file. */
export const FORMAT_VERSION = 3;

export const environment = z
  .object({
    id: name.describe('by which scenarios name their machine'),
    host: z
      .string()
      .nullable()
      .default(null)
      .describe('distinguishes machines: part of a SHA-256 over the id of the installation'),
    cpuModel: z.string(),
    cores: count.describe('that the run may use'),
    machineCores: count.positive().nullable().default(null).describe('that the machine has'),
    cpuQuotaCores: z
      .number()
      .positive()
      .nullable()
      .default(null)
      .describe("cores' worth of CPU time that the control group may use; null without a quota"),
    threadsPerCore: count
      .positive()
      .nullable()
      .default(null)
      .describe('hardware threads that share one core, counted as cores; null where not known'),
    memoryBytes: bytes.describe('that the run may use'),
    platform: z.string(),
    kernel: z.string(),
    node: z.string().describe('of the harness; a scenario names its own runtime'),
    v8: z.string(),
    nodeOptions: z.array(z.string()),
    variables: z
      .record(z.string(), z.string())
      .default({})
      .describe(
        'environment variables that change figures (results/variables.ts), paths in them hashed',
      ),
    packages: z.record(z.string(), z.string()).describe('name: version'),
    suite: z
      .object({ version: z.string(), sha256: z.string().describe('over its files of code') })
      .nullable()
      .default(null)
      .describe('this program; null where that was not recorded'),
    gitCommit: z.string().nullable(),
    gitDirty: z.boolean().nullable(),
    loadAverage: z.array(z.number().nonnegative()).describe('over 1, 5 and 15 minutes'),
    cpuPressure10s: share
      .nullable()
      .describe('time in which some task waited for a core, of the 10 s before the run'),
  })
  .describe('one machine with its software');

const runtime = z
  .object({
    name: name.describe('by which scenarios name it; of one that is not there as it was asked for'),
    engine: name.nullable().describe('what executes JavaScript in it; null for one that is not there'),
    lacks: z.array(name).describe('parts of Node that it has not, as a probe found'),
  })
  .describe('a runtime that was asked for');

const rule = z
  .object({
    maxTimeMs: ms.describe('for looking; what it finds is confirmed on top of it'),
    thorough: z.boolean().describe('whether it takes more launches and rounds'),
    minEffect: share.describe('of the base: a smaller difference is no regression'),
    margin: share.describe('of the base: unchanged is what did not grow by as much'),
    accepted: z
      .array(z.object({ model: name, metric: name, ceiling: z.number().nonnegative() }))
      .describe('regressions that waivers accept on the day the run begins, as shares of the base'),
  })
  .describe('what a check of two versions decides by, beside the numbers in its code');

const schedule = z
  .object({
    command: z.enum(['compare', 'baseline', 'check', 'claims']),
    arguments: z.array(z.string()).describe("after the command's name, to run it again"),
    seed: count.describe('of the order of trials and of the latencies'),
    warmupRounds: count.describe('asked for, before the first that counts'),
    scale: z.enum(['full', 'quick']).describe('quick is a first look, with less measured'),
    looks: z
      .array(count.positive())
      .default([])
      .describe(
        'rounds after which it is decided whether more are needed, ascending; empty where their number is fixed',
      ),
    budgets: z.array(budget).default([]).describe('limits that the figures are compared with'),
    rule: rule.exactOptional().describe('absent where no two versions are checked'),
  })
  .describe('what was asked; how many rounds stands in each scenario');

const ending = z
  .enum(['rounds', 'decided', 'failed'])
  .describe(
    'rounds: all that were asked for are done; decided: every question was decided before; failed: every model failed in the first round',
  );

const resumption = z
  .object({
    at: timestamp,
    trials: count.describe('measured before'),
    launches: count.describe('measured before'),
  })
  .describe('a run that was interrupted goes on');

/** The run file, field by field; what its parts say of one another is in consistency.ts. */
export const runFile = z.object({
  formatVersion: z.literal(FORMAT_VERSION),
  status: z
    .enum(['running', 'incomplete', 'complete'])
    .describe('running also if the program that wrote it was killed'),
  startedAt: timestamp,
  endedAt: timestamp.nullable(),
  ending: ending
    .nullable()
    .default(null)
    .describe('why compare took no more rounds; null in an incomplete run and of other commands'),
  schedule,
  resumptions: z.array(resumption).default([]).describe('in the order they were'),
  environments: z.array(environment).min(1).describe('one per machine'),
  runtimes: z
    .array(runtime)
    .default([])
    .describe('asked for, in this order; none where all ran on the Node of the harness, unasked'),
  scenarios: z.array(scenario).min(1).describe('in the order that reports show them in'),
  notRun: z
    .array(notRun)
    .default([])
    .describe('what was asked for by name and cannot run on this machine'),
  trials: z.array(trial).describe('in the order they ran'),
  launches: z.array(launch).default([]).describe('in the order they ran'),
  capacities: z.array(capacity).default([]).describe('what the machine gives to work side by side'),
});

export type RunFile = z.infer<typeof runFile>;
export type Schedule = z.infer<typeof schedule>;
export type DecisionRule = z.infer<typeof rule>;
export type Ending = z.infer<typeof ending>;
export type Environment = z.infer<typeof environment>;
export type RuntimeRecord = z.infer<typeof runtime>;
export type { Budget } from './budget-format.ts';
export type * from './launch-format.ts';
export type * from './scenario-format.ts';
export type * from './trial-format.ts';

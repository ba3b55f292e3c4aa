import { z } from 'zod';

import { count, ms, name, timestamp } from './quantities.ts';
import { latencies } from './trial-format.ts';

const everyLaunch = {
  phase: z
    .enum(['warm-up', 'sample', 'confirmation'])
    .describe('the pilot is a warm-up: it chooses how long slices are, and counts for nothing else'),
  round: z.int().describe('from 0; -1 is the pilot'),
  startedAt: timestamp,
  scenarios: z.array(name).min(1).describe("ids; the sides' trees are alive together"),
};

const side = z
  .object({
    readyMs: ms.describe('from spawn until the model asked for its first pass'),
    kernelCpuMs: ms
      .nullable()
      .describe('of its whole life, by the kernel, once it had ended; null where not known'),
    ownCpuMs: ms.describe('of its whole life, by what its processes say'),
    stoppedCpuMs: ms
      .nullable()
      .describe('used while it was stopped and others had their slices; null where not known'),
    latencies: latencies.describe('of its items; in older runs those of the warm-up as well'),
  })
  .describe('one process tree of a launch');

const slices = z
  .object({
    side: z.array(count).describe('index into scenarios'),
    items: z.array(count.positive()),
    ms: z.array(ms.positive()).describe("by the harness's clock, from asking for it to its end"),
    cpuMs: z
      .array(ms)
      .nullable()
      .describe("of the side's tree, counted from outside; null without /proc"),
  })
  .refine(
    ({ side: sides, items, ms: times, cpuMs }) =>
      [items, times, cpuMs ?? sides].every(({ length }) => length === sides.length),
    'a column has another length than side',
  )
  .describe(
    'in the order they were done; in cycles, each of them every side once in random order and once more in reverse, all sides with the same items in each half',
  );

const completedLaunch = z
  .object({
    ...everyLaunch,
    status: z.literal('completed'),
    mockLatencyMs: ms.nullable().describe('null for work without the mock server'),
    batchSize: count.positive().describe('items handed to a worker at once'),
    warmupItems: count.describe('that each side did before its first slice'),
    sides: z.array(side).min(1).describe('as long as scenarios'),
    slices,
  })
  .refine(({ scenarios, sides }) => sides.length === scenarios.length, 'other sides than scenarios')
  .refine(
    ({ sides, slices: { side: done } }) => done.every((index) => index < sides.length),
    'a slice of no side',
  )
  .refine(
    ({ sides, slices: { side: done } }) => inCycles(done, sides.length),
    'slices are cycles of every side twice, one at least',
  )
  .meta({ id: 'completedLaunch', description: 'every slice did the work that was asked' });

const failedLaunch = z
  .object({
    ...everyLaunch,
    status: z.literal('failed'),
    scenario: name.nullable().describe('the one that failed; null where it is not one alone'),
    message: z.string(),
  })
  .meta({ id: 'failedLaunch', description: 'gives no figure' });

export const launch = z
  .discriminatedUnion('status', [completedLaunch, failedLaunch])
  .describe('fresh process trees of several scenarios, alive at once, that work in turn');

export const capacity = z
  .object({
    round: count,
    startedAt: timestamp,
    scenario: name.describe('id of the floor whose work was done'),
    copies: count.min(2).describe('that worked at the same time, each alone in its process'),
    items: count.positive().describe('of one copy in one slice'),
    aloneMs: z.array(ms.positive()).min(1).describe('slices of one copy, the others stopped'),
    togetherMs: z.array(ms.positive()).min(1).describe('slices of all copies, each to its end'),
  })
  .describe('how much of its cores a machine gives: copies x alone / together');

export type Launch = z.infer<typeof launch>;
export type CompletedLaunch = z.infer<typeof completedLaunch>;
export type FailedLaunch = z.infer<typeof failedLaunch>;
export type LaunchSide = z.infer<typeof side>;
export type Capacity = z.infer<typeof capacity>;

/** The last cycle may lack its end. Of a damaged file there may be no sides. */
function inCycles(done: readonly number[], sides: number): boolean {
  if (sides === 0) return false;
  const length = 2 * sides;
  const cycles = Array.from({ length: Math.floor(done.length / length) }, (_, cycle) =>
    done.slice(cycle * length, (cycle + 1) * length),
  );
  const isWhole = (cycle: readonly number[]) =>
    Array.from({ length: sides }, (_, side) => side).every(
      (side) => cycle.filter((one) => one === side).length === 2,
    );
  return cycles.length > 0 && cycles.every(isWhole);
}

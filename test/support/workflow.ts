import assert from 'node:assert/strict';
import { it } from 'node:test';

import { parse } from 'yaml';
import { z } from 'zod';

import { workflowFiles } from '../../harness/init/workflows.ts';

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const step = z.object({
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  env: z.record(z.string(), z.string()).optional(),
  'working-directory': z.string().optional(),
});
const workflow = z.object({
  name: z.string(),
  on: z.unknown(),
  permissions,
  concurrency: z.object({
    group: z.string(),
    'cancel-in-progress': z.union([z.literal(true), z.string()]),
  }),
  jobs: z.record(
    z.string(),
    z.object({
      'timeout-minutes': z.number(),
      permissions: permissions.optional(),
      steps: z.array(step),
    }),
  ),
});

/** What tests ask of a workflow of GitHub Actions. */
export type Workflow = z.infer<typeof workflow>;
export type Step = z.infer<typeof step>;

export function parseWorkflow(text: string): Workflow {
  return workflow.parse(parse(text));
}

export function stepsOf({ jobs }: Workflow): readonly Step[] {
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

/** Of the workflow that init writes to check a workload. */
export function checkSteps(folder: string, workload: string): readonly Step[] {
  return stepsOf(parseWorkflow(workflowFiles(folder, workload)[0]?.text ?? ''));
}

export function isCheck({ run }: Step): boolean {
  return run?.includes('--against') === true;
}

export function isFilter({ run }: Step): boolean {
  return run?.includes('git diff') === true;
}

/** Tests that a workflow has few rights, and that nothing that others choose gets them. */
export function itIsCareful(file: string, text: string, mayWrite: readonly string[]): void {
  const workflow = parseWorkflow(text);
  const steps = stepsOf(workflow);

  it(`${file} pins every action by its commit, with the version beside it`, () => {
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    for (const action of actions) assert.match(action, /^actions\/[a-z-]+@[0-9a-f]{40}$/);
    const lines = text.match(/^ *- uses:.*$/gm) ?? [];
    assert.equal(lines.length, actions.length);
    for (const line of lines) assert.match(line, /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it(`${file} may read only, but for what it posts`, () => {
    const { permissions: all, jobs } = workflow;
    const granted = [all, ...Object.values(jobs).map((job) => job.permissions ?? {})];
    const writes = granted.flatMap((each) =>
      Object.entries(each).flatMap(([scope, level]) => (level === 'write' ? [scope] : [])),
    );
    assert.deepEqual(writes, mayWrite);
  });

  it(`${file} puts nothing that others choose into a script`, () => {
    for (const { run } of steps) assert.doesNotMatch(run ?? '', /\$\{\{/);
  });

  it(`${file} keeps no credentials in the checkout`, () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const one of checkouts) assert.equal(one.with?.['persist-credentials'], false);
  });

  it(`${file} never starts with more rights on a pull request than on any other`, () => {
    assert.doesNotMatch(text, /pull_request_target/);
  });
}

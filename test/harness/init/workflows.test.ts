import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { workflowFiles } from '../../../harness/init/workflows.ts';
import {
  checkSteps,
  isCheck,
  isFilter,
  itIsCareful,
  parseWorkflow,
  stepsOf,
} from '../../support/workflow.ts';
import { temporaryProject } from '../../support/temporary-project.ts';

const project = temporaryProject('init workflows-');

/** Commands that the workflow runs before the check, with the folder of each. */
function preparing(folder: string, workload: string): readonly string[] {
  const steps = checkSteps(folder, workload);
  const check = steps.findIndex(isCheck);
  return steps
    .slice(0, check)
    .filter((step) => !isFilter(step))
    .flatMap(({ run, 'working-directory': at }) => (run === undefined ? [] : [at ?? '.', run]));
}

const COREPACK = 'npm install --global corepack@0.36.0 && corepack enable';
const INSTALLS: Readonly<Record<string, readonly string[]>> = {
  'package-lock.json': ['npm ci --no-audit --no-fund'],
  'pnpm-lock.yaml': [COREPACK, 'pnpm install --frozen-lockfile --ignore-workspace'],
  'yarn.lock': [COREPACK, 'yarn install --frozen-lockfile'],
  'bun.lock': ['npm install --global bun@1', 'bun install --frozen-lockfile'],
};

describe('the workflows for a user', () => {
  const folder = mkdtempSync(join(tmpdir(), 'init workflows-'));
  const [check, comment] = workflowFiles(folder, 'bench/x.ts');
  rmSync(folder, { recursive: true });
  itIsCareful('concurrency-bench.yml', check?.text ?? '', []);
  itIsCareful('concurrency-bench-comment.yml', comment?.text ?? '', ['pull-requests']);

  it('know each other', () => {
    const [of, by] = [parseWorkflow(check?.text ?? ''), parseWorkflow(comment?.text ?? '')];
    assert.deepEqual(by.on, { workflow_run: { workflows: [of.name], types: ['completed'] } });
    const upload = stepsOf(of).find(({ uses }) => uses?.includes('upload-artifact'));
    assert.equal(stepsOf(by)[0]?.with?.['name'], upload?.with?.['name']);
  });

  it('leave no placeholder open', () => {
    for (const { text } of [check, comment].flatMap((each) => each ?? [])) {
      assert.doesNotMatch(text, /<<\w|\w>>/);
    }
  });

  for (const [lockfile, commands] of Object.entries(INSTALLS)) {
    it(`install by ${lockfile}`, () => {
      project.write(lockfile);
      assert.deepEqual(
        preparing(project.root, 'bench/x.ts'),
        commands.flatMap((command) => ['.', command]),
      );
    });
  }

  it('install without a lockfile', () => {
    assert.deepEqual(preparing(project.root, 'bench/x.ts'), ['.', 'npm install']);
  });

  it('run where a package of a monorepo lies, and install at its lockfile', () => {
    project.write('.git/HEAD');
    project.write('package-lock.json');
    project.write('packages/x/package.json', '{}');
    const folder = join(project.root, 'packages/x');
    assert.deepEqual(preparing(folder, 'bench/y.ts'), ['.', 'npm ci --no-audit --no-fund']);
    assert.deepEqual(preparing(project.root, 'packages/x/bench/y.ts'), [
      '.',
      'npm ci --no-audit --no-fund',
    ]);
    assert.equal(
      checkSteps(folder, 'bench/y.ts').find(isCheck)?.['working-directory'],
      'packages/x',
    );
    assert.deepEqual(
      workflowFiles(folder, 'bench/y.ts').map(({ path }) => path),
      [
        join('../../.github/workflows/concurrency-bench.yml'),
        join('../../.github/workflows/concurrency-bench-comment.yml'),
      ],
    );
    project.write('packages/x/yarn.lock');
    assert.deepEqual(preparing(project.root, 'packages/x/bench/y.ts').slice(-2), [
      'packages/x',
      'yarn install --frozen-lockfile',
    ]);
  });

  it('take the version of Node that the project names, else the one that runs', () => {
    const setUp = () =>
      checkSteps(project.root, 'x.ts').find(({ uses }) => uses?.includes('setup-node'));
    assert.equal(setUp()?.with?.['node-version'], Number(process.versions.node.split('.')[0]));
    project.write('.nvmrc', '22.19.0\n');
    assert.equal(setUp()?.with?.['node-version-file'], '.nvmrc');
    assert.equal(setUp()?.with?.['node-version'], undefined);
  });

  it('keep what npm has downloaded, by the lockfile, and nothing of other managers', () => {
    const cache = (folder = project.root) => {
      const setUp = checkSteps(folder, 'x.ts').find(({ uses }) => uses?.includes('setup-node'));
      return [setUp?.with?.['cache'], setUp?.with?.['cache-dependency-path']];
    };
    assert.deepEqual(cache(), [undefined, undefined]);
    project.write('.git/HEAD');
    project.write('packages/x/package-lock.json');
    assert.deepEqual(cache(join(project.root, 'packages/x')), [
      'npm',
      'packages/x/package-lock.json',
    ]);
    project.write('pnpm-lock.yaml');
    assert.deepEqual(cache(), [undefined, undefined]);
  });

  it('are not written for a file outside the repository', () => {
    project.write('.git/HEAD');
    assert.throws(() => workflowFiles(project.root, '../x.ts'), { code: 'bad-value' });
  });
});

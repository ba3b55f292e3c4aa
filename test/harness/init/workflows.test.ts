import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { CHECK_FLAGS } from '../../../harness/check/flags.ts';
import { NO_REPOSITORY } from '../../../harness/git.ts';
import { workflowFiles } from '../../../harness/init/workflows.ts';
import { itIsCareful, parseWorkflow, type Step, stepsOf } from '../../support/workflow.ts';

let root: string;

beforeEach(() => {
  root = newFolder();
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'init workflows-'));
}

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Commands that the workflow runs before the check, with the folder of each. */
function preparing(folder: string, workload: string): readonly string[] {
  const steps = checkSteps(folder, workload);
  const check = steps.findIndex(isCheck);
  return steps
    .slice(0, check)
    .filter((step) => !isFilter(step))
    .flatMap(({ run, 'working-directory': at }) => (run === undefined ? [] : [at ?? '.', run]));
}

function checkSteps(folder: string, workload: string): readonly Step[] {
  return stepsOf(parseWorkflow(workflowFiles(folder, workload)[0]?.text ?? ''));
}

function isCheck({ run }: Step): boolean {
  return run?.includes('--against') === true;
}

function isFilter({ run }: Step): boolean {
  return run?.includes('git diff') === true;
}

const COREPACK = 'npm install --global corepack@0.36.0 && corepack enable';
const INSTALLS: Readonly<Record<string, readonly string[]>> = {
  'package-lock.json': ['npm ci --no-audit --no-fund'],
  'pnpm-lock.yaml': [COREPACK, 'pnpm install --frozen-lockfile --ignore-workspace'],
  'yarn.lock': [COREPACK, 'yarn install --frozen-lockfile'],
  'bun.lock': ['npm install --global bun@1', 'bun install --frozen-lockfile'],
};

describe('the workflows for a user', () => {
  const folder = newFolder();
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
      write(lockfile);
      assert.deepEqual(
        preparing(root, 'bench/x.ts'),
        commands.flatMap((command) => ['.', command]),
      );
    });
  }

  it('install without a lockfile', () => {
    assert.deepEqual(preparing(root, 'bench/x.ts'), ['.', 'npm install']);
  });

  it('run where a package of a monorepo lies, and install at its lockfile', () => {
    write('.git/HEAD');
    write('package-lock.json');
    write('packages/x/package.json', '{}');
    const folder = join(root, 'packages/x');
    assert.deepEqual(preparing(folder, 'bench/y.ts'), ['.', 'npm ci --no-audit --no-fund']);
    assert.deepEqual(preparing(root, 'packages/x/bench/y.ts'), [
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
    write('packages/x/yarn.lock');
    assert.deepEqual(preparing(root, 'packages/x/bench/y.ts').slice(-2), [
      'packages/x',
      'yarn install --frozen-lockfile',
    ]);
  });

  it('take the version of Node that the project names, else the one that runs', () => {
    const setUp = () => checkSteps(root, 'x.ts').find(({ uses }) => uses?.includes('setup-node'));
    assert.equal(setUp()?.with?.['node-version'], Number(process.versions.node.split('.')[0]));
    write('.nvmrc', '22.19.0\n');
    assert.equal(setUp()?.with?.['node-version-file'], '.nvmrc');
    assert.equal(setUp()?.with?.['node-version'], undefined);
  });

  it('keep what npm has downloaded, by the lockfile, and nothing of other managers', () => {
    const cache = (folder = root) => {
      const setUp = checkSteps(folder, 'x.ts').find(({ uses }) => uses?.includes('setup-node'));
      return [setUp?.with?.['cache'], setUp?.with?.['cache-dependency-path']];
    };
    assert.deepEqual(cache(), [undefined, undefined]);
    write('.git/HEAD');
    write('packages/x/package-lock.json');
    assert.deepEqual(cache(join(root, 'packages/x')), ['npm', 'packages/x/package-lock.json']);
    write('pnpm-lock.yaml');
    assert.deepEqual(cache(), [undefined, undefined]);
  });

  it('are not written for a file outside the repository', () => {
    write('.git/HEAD');
    assert.throws(() => workflowFiles(root, '../x.ts'), { code: 'bad-value' });
  });
});

describe('the script of the check', () => {
  /** Branch main with two commits; a branch that left it after the first, and is checked out. */
  function repository() {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
        cwd: root,
        env: { ...process.env, ...NO_REPOSITORY },
        encoding: 'utf8',
      }).trim();
    git('init', '--quiet', '--initial-branch', 'main');
    git('commit', '--quiet', '--allow-empty', '--message', 'one');
    const fork = git('rev-parse', 'HEAD');
    git('commit', '--quiet', '--allow-empty', '--message', 'two');
    const main = git('rev-parse', 'HEAD');
    git('checkout', '--quiet', '-b', 'change', fork);
    git('commit', '--quiet', '--allow-empty', '--message', 'three');
    return { fork, main, git };
  }

  /** Runs a script as GitHub Actions does, with an `npx` that prints its arguments. */
  function runStep({ run = '', env = {} }: Step, values: Readonly<Record<string, string>>) {
    write('bin/npx', '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    chmodSync(join(root, 'bin/npx'), 0o755);
    const output = join(root, 'output');
    writeFileSync(output, '');
    const given = Object.entries(env).map(([name, text]) => [name, values[name] ?? text]);
    const { status, stdout } = spawnSync('bash', ['-e', '-c', run], {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...(Object.fromEntries(given) as Record<string, string>),
        PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`,
        RUNNER_TEMP: join(root, 'runner temp'),
        GITHUB_OUTPUT: output,
      },
    });
    return { status, words: stdout.trim().split('\n'), output: readFileSync(output, 'utf8') };
  }

  /** What the step that looks for changes says, of a change to this file. */
  function changes(file: string) {
    const { fork, main, git } = repository();
    write(file, 'changed');
    git('add', file);
    git('commit', '--quiet', '--message', 'change');
    const filter = checkSteps(root, 'x.ts').find(isFilter);
    assert.ok(filter !== undefined);
    const { status, output } = runStep(filter, { BASE_SHA: main });
    assert.equal(status, 0);
    return { fork, output };
  }

  it('is left out where only documents changed, and the job still reports', () => {
    for (const file of ['README.md', 'docs/a.txt']) {
      const { fork, output } = changes(file);
      assert.equal(output, `base=${fork}\n`);
      rmSync(join(root, '.git'), { recursive: true });
    }
    const steps = checkSteps(root, 'x.ts');
    const conditions = steps.map((step) => step.if);
    const check = steps.findIndex(isCheck);
    assert.deepEqual(conditions.slice(0, 2), [undefined, undefined]);
    for (const one of conditions.slice(2, check + 1)) {
      assert.equal(one, '${{ steps.changes.outputs.any }}');
    }
    const { on } = parseWorkflow(workflowFiles(root, 'x.ts')[0]?.text ?? '');
    assert.deepEqual(on, { pull_request: null, merge_group: null });
  });

  it('is run where anything else changed', () => {
    for (const file of ['bench/README.md', 'src/a.ts', '.github/workflows/a.yml']) {
      const { fork, output } = changes(file);
      assert.equal(output, `base=${fork}\nany=true\n`);
      rmSync(join(root, '.git'), { recursive: true });
    }
  });

  it('compares with the commit that the branch left, whatever the name of the file', () => {
    const { fork } = repository();
    const file = `bench/"a" 'b' $HOME #1: x.ts`;
    const step = checkSteps(root, file).find(isCheck);
    assert.ok(step !== undefined);
    const { status, words } = runStep(step, { BASE: fork });
    assert.equal(status, 0);
    const out = join(root, 'runner temp/check');
    assert.deepEqual(words, [
      ...['concurrency-bench', 'check', file, '--against', fork],
      ...['--inconclusive', 'pass', '--out', out],
    ]);
    for (const word of words.slice(3).filter((each) => each.startsWith('--'))) {
      assert.ok(Object.hasOwn(CHECK_FLAGS, word.slice(2)), word);
    }
  });

  it('fails where there is no such commit', () => {
    repository();
    const step = checkSteps(root, 'x.ts').find(isFilter);
    assert.ok(step !== undefined);
    assert.deepEqual(runStep(step, { BASE_SHA: '0'.repeat(40) }), {
      ...{ status: 128, words: [''], output: '' },
    });
  });

  it('is followed by a note of the pull request, in the folder of the artifact', () => {
    const steps = checkSteps(root, 'x.ts');
    const note = steps.find(({ run }) => run?.includes('pull-request'));
    assert.ok(note !== undefined);
    assert.equal(runStep(note, { NUMBER: '12' }).status, 0);
    assert.equal(readFileSync(join(root, 'runner temp/check/pull-request'), 'utf8'), '12');
    assert.equal(steps.at(-1)?.with?.['path'], '${{ runner.temp }}/check');
  });
});

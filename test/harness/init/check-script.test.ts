import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { CHECK_FLAGS } from '../../../harness/check/flags.ts';
import { NO_REPOSITORY } from '../../../harness/git.ts';
import { workflowFiles } from '../../../harness/init/workflows.ts';
import { type Step, checkSteps, isCheck, isFilter, parseWorkflow } from '../../support/workflow.ts';
import { temporaryProject } from '../../support/temporary-project.ts';

const project = temporaryProject('init workflows-');

describe('the script of the check', () => {
  /** Branch main with two commits; a branch that left it after the first, and is checked out. */
  function repository() {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
        cwd: project.root,
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
    project.write('bin/npx', '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    chmodSync(join(project.root, 'bin/npx'), 0o755);
    const output = join(project.root, 'output');
    writeFileSync(output, '');
    const given = Object.entries(env).map(([name, text]) => [name, values[name] ?? text]);
    const { status, stdout } = spawnSync('bash', ['-e', '-c', run], {
      cwd: project.root,
      encoding: 'utf8',
      env: {
        ...(Object.fromEntries(given) as Record<string, string>),
        PATH: `${join(project.root, 'bin')}:${process.env['PATH'] ?? ''}`,
        RUNNER_TEMP: join(project.root, 'runner temp'),
        GITHUB_OUTPUT: output,
      },
    });
    return { status, words: stdout.trim().split('\n'), output: readFileSync(output, 'utf8') };
  }

  /** What the step that looks for changes says, of a change to this file. */
  function changes(file: string) {
    const { fork, main, git } = repository();
    project.write(file, 'changed');
    git('add', file);
    git('commit', '--quiet', '--message', 'change');
    const filter = checkSteps(project.root, 'x.ts').find(isFilter);
    assert.ok(filter !== undefined);
    const { status, output } = runStep(filter, { BASE_SHA: main });
    assert.equal(status, 0);
    return { fork, output };
  }

  it('is left out where only documents changed, and the job still reports', () => {
    for (const file of ['README.md', 'docs/a.txt']) {
      const { fork, output } = changes(file);
      assert.equal(output, `base=${fork}\n`);
      rmSync(join(project.root, '.git'), { recursive: true });
    }
    const steps = checkSteps(project.root, 'x.ts');
    const conditions = steps.map((step) => step.if);
    const check = steps.findIndex(isCheck);
    assert.deepEqual(conditions.slice(0, 2), [undefined, undefined]);
    for (const one of conditions.slice(2, check + 1)) {
      assert.equal(one, '${{ steps.changes.outputs.any }}');
    }
    const { on } = parseWorkflow(workflowFiles(project.root, 'x.ts')[0]?.text ?? '');
    assert.deepEqual(on, { pull_request: null, merge_group: null });
  });

  it('is run where anything else changed', () => {
    for (const file of ['bench/README.md', 'src/a.ts', '.github/workflows/a.yml']) {
      const { fork, output } = changes(file);
      assert.equal(output, `base=${fork}\nany=true\n`);
      rmSync(join(project.root, '.git'), { recursive: true });
    }
  });

  it('compares with the commit that the branch left, whatever the name of the file', () => {
    const { fork } = repository();
    const file = `bench/"a" 'b' $HOME #1: x.ts`;
    const step = checkSteps(project.root, file).find(isCheck);
    assert.ok(step !== undefined);
    const { status, words } = runStep(step, { BASE: fork });
    assert.equal(status, 0);
    const out = join(project.root, 'runner temp/check');
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
    const step = checkSteps(project.root, 'x.ts').find(isFilter);
    assert.ok(step !== undefined);
    assert.deepEqual(runStep(step, { BASE_SHA: '0'.repeat(40) }), {
      ...{ status: 128, words: [''], output: '' },
    });
  });

  it('is followed by a note of the pull request, in the folder of the artifact', () => {
    const steps = checkSteps(project.root, 'x.ts');
    const note = steps.find(({ run }) => run?.includes('pull-request'));
    assert.ok(note !== undefined);
    assert.equal(runStep(note, { NUMBER: '12' }).status, 0);
    assert.equal(readFileSync(join(project.root, 'runner temp/check/pull-request'), 'utf8'), '12');
    assert.equal(steps.at(-1)?.with?.['path'], '${{ runner.temp }}/check');
  });
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';

import { BASELINE_FLAGS, CHECK_FLAGS } from '../harness/check/flags.ts';
import { COMPARE_FLAGS } from '../harness/compare/options.ts';
import { COMMENT_MARKER } from '../harness/check/report/text.ts';
import { workflowText, type WorkflowValues } from '../harness/init/workflows.ts';
import { itIsCareful, parseWorkflow, stepsOf } from './support/workflow.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, '.github/workflows');

const FILES = readdirSync(FOLDER);
const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const read = (file: string) => parseWorkflow(text(file));

/** Those of the templates that `init --ci` fills for users as well. */
const FROM_TEMPLATES: WorkflowValues = {
  name: 'Check',
  commentName: 'Check comment',
  commentFile: 'check-comment.yml',
  subject: 'a model',
  artifact: 'check',
  nodeVersion: '22',
  nodeVersionFile: null,
  cache: 'npm',
  cachePath: 'package-lock.json',
  setUp: null,
  install: 'npm ci',
  installFolder: null,
  folder: null,
  workload: null,
  check: 'npm run check --',
};

describe('the workflows', () => {
  it('are those the documentation speaks of', () => {
    assert.deepEqual(FILES.toSorted(), ['check-comment.yml', 'check.yml', 'ci.yml', 'nightly.yml']);
  });

  for (const file of FILES) {
    itIsCareful(file, text(file), file === 'check-comment.yml' ? ['pull-requests'] : []);

    it(`${file} runs scripts and flags that exist`, () => {
      const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
        scripts: object;
      };
      const flags = { baseline: BASELINE_FLAGS, check: CHECK_FLAGS, compare: COMPARE_FLAGS };
      for (const { run } of stepsOf(read(file))) {
        for (const [, name = '', rest = ''] of (run ?? '').matchAll(
          /npm run ([\w-]+)(?: -- (.*))?/g,
        )) {
          assert.ok(Object.hasOwn(scripts, name), name);
          const known = flags[name as keyof typeof flags];
          for (const [, flag = ''] of rest.matchAll(/--([\w-]+)/g)) {
            assert.ok(Object.hasOwn(known, flag), `${name} --${flag}`);
          }
        }
      }
    });
  }

  it('keep what npm has downloaded, and none ever cancels a run of main', () => {
    for (const file of ['check.yml', 'ci.yml', 'nightly.yml']) {
      const setUps = stepsOf(read(file)).filter(({ uses }) => uses?.includes('setup-node'));
      for (const { with: given } of setUps) assert.equal(given?.['cache'], 'npm', file);
    }
    const { on, concurrency } = read('ci.yml');
    assert.deepEqual(on, { push: { branches: ['main'] }, pull_request: null, merge_group: null });
    // GitHub keeps one waiting run of a group, so runs of main must not share one either.
    assert.deepEqual(concurrency, {
      group: "ci-${{ github.event_name == 'push' && github.sha || github.ref }}",
      'cancel-in-progress': "${{ github.event_name != 'push' }}",
    });
  });

  it('look for advisories about what ships, outside of what runs without a registry', () => {
    const audits = FILES.flatMap((file) => stepsOf(read(file))).filter(({ run }) =>
      run?.includes('npm audit'),
    );
    const audit = { run: 'npm audit --omit=dev --audit-level=high', if: '${{ !cancelled() }}' };
    assert.deepEqual(audits, [audit]);
    assert.doesNotMatch(readFileSync(join(ROOT, '.ci/run'), 'utf8'), /npm audit/);
  });

  it('are what the templates of init make of them', () => {
    assert.equal(text('check.yml'), workflowText('check', FROM_TEMPLATES));
    assert.equal(text('check-comment.yml'), workflowText('comment', FROM_TEMPLATES));
  });
});

describe('check-comment.yml', () => {
  const { jobs } = read('check-comment.yml');
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it('neither checks out nor installs anything', () => {
    const uses = steps.flatMap(({ uses: action }) => action?.split('@')[0] ?? []);
    assert.deepEqual(uses, ['actions/download-artifact']);
    for (const { run } of steps) assert.doesNotMatch(run ?? '', /\b(git|npm|npx|node)\b/);
  });

  it('listens to the workflow that uploads what it downloads', () => {
    const [download] = steps;
    const upload = stepsOf(read('check.yml')).find(({ uses }) => uses?.includes('upload-artifact'));
    assert.equal(download?.with?.['name'], upload?.with?.['name']);
    const check = parse(text('check.yml')) as { name: string };
    assert.deepEqual(read('check-comment.yml').on, {
      workflow_run: { workflows: [check.name], types: ['completed'] },
    });
  });

  const script = steps.flatMap(({ run }) => run ?? [])[0] ?? '';
  const SHA = 'a'.repeat(40);
  const COMMENT = `${COMMENT_MARKER}\n\n# No regression\n`;

  /** Runs the script in a folder with these files and a `gh` that notes what it is told. */
  function comment(
    files: Record<string, string>,
    earlier = '',
    prepare?: (folder: string) => void,
  ) {
    const folder = mkdtempSync(join(tmpdir(), 'comment-'));
    try {
      const bin = join(folder, 'bin');
      mkdirSync(bin);
      const gh = `#!/bin/bash\necho "$*" >> "${folder}/calls"\ncase "$*" in\n*/pulls/*) echo ${SHA};;\n*--paginate*) printf '%b' '${earlier}';;\nesac\n`;
      writeFileSync(join(bin, 'gh'), gh);
      chmodSync(join(bin, 'gh'), 0o755);
      writeFileSync(join(folder, 'calls'), '');
      for (const [name, content] of Object.entries(files))
        writeFileSync(join(folder, name), content);
      prepare?.(folder);
      const { status } = spawnSync('bash', ['-e', '-c', script], {
        cwd: folder,
        env: {
          PATH: `${bin}:${process.env['PATH'] ?? ''}`,
          REPOSITORY: 'o/r',
          HEAD_SHA: SHA,
          LC_ALL: 'C.UTF-8',
        },
      });
      const calls = readFileSync(join(folder, 'calls'), 'utf8');
      return { status, writes: calls.split('\n').filter((call) => call.includes('--method')) };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('posts a comment, and replaces it the next time', () => {
    const files = { 'pull-request': '12', 'comment.md': COMMENT };
    assert.deepEqual(comment(files), {
      status: 0,
      writes: ['api --method POST repos/o/r/issues/12/comments -F body=@comment.md --silent'],
    });
    assert.deepEqual(comment(files, '77\\n78\\n'), {
      status: 0,
      writes: ['api --method PATCH repos/o/r/issues/comments/77 -F body=@comment.md --silent'],
    });
  });

  it('writes to no pull request whose newest commit was not checked', () => {
    const files = { 'pull-request': '12', 'comment.md': COMMENT };
    const other = comment(files, '', (folder) => {
      writeFileSync(
        join(folder, 'bin/gh'),
        `#!/bin/bash\necho "$*" >> "${folder}/calls"\necho other\n`,
      );
    });
    assert.deepEqual(other, { status: 0, writes: [] });
  });

  const REFUSED: Readonly<Record<string, Record<string, string>>> = {
    'a number that is none': { 'pull-request': '1; rm -rf /', 'comment.md': COMMENT },
    'a number that is a path': { 'pull-request': '../../x', 'comment.md': COMMENT },
    'two lines for a number': { 'pull-request': '1\n2', 'comment.md': COMMENT },
    'no number': { 'pull-request': '', 'comment.md': COMMENT },
    'a comment for nobody': { 'comment.md': COMMENT },
    'a comment without the marker': { 'pull-request': '1', 'comment.md': '# hello\n' },
    'a comment that is too long': {
      'pull-request': '1',
      'comment.md': `${COMMENT}${'x'.repeat(65_536)}`,
    },
  };

  for (const [what, files] of Object.entries(REFUSED)) {
    it(`refuses ${what}`, () => {
      const { status, writes } = comment(files);
      assert.equal(status, 1);
      assert.deepEqual(writes, []);
    });
  }

  it('says nothing where the check could not run', () => {
    assert.deepEqual(comment({ 'pull-request': '1' }), { status: 0, writes: [] });
  });

  it('refuses a link in place of the comment', () => {
    const { status, writes } = comment({ 'pull-request': '1', target: COMMENT }, '', (folder) => {
      symlinkSync(join(folder, 'target'), join(folder, 'comment.md'));
    });
    assert.equal(status, 1);
    assert.deepEqual(writes, []);
  });
});

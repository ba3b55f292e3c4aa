import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { parseRun } from '../../results/reading.ts';
import { ROOT } from '../support/command.ts';
import { install, type Installed } from '../support/installed.ts';
import { installTools, pack, run, type Tarball } from '../support/packed.ts';
import { examplesOf } from '../support/page-examples.ts';

// Each manager with another Node: the oldest supported one, the long-term one and the pinned one.
const folder = mkdtempSync(join(tmpdir(), 'a package '));
// Installing and packing take longer than other tests may; these are watchdogs.
const WATCHDOG = { timeout: 400_000 };
const QUICK = ['--quick', '--rounds', '1', '--launches', '0', '--items', '4', '--quiet'];

let tarball: Tarball;
let tools: Awaited<ReturnType<typeof installTools>>;
let user: Installed;

before(async () => {
  [tarball, tools] = await Promise.all([pack(folder), installTools()]);
}, WATCHDOG);
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the tarball', WATCHDOG, () => {
  it('holds what a user needs and nothing else', () => {
    const { files } = tarball;
    for (const path of [
      ...['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json'],
      ...['harness/bin.cjs', 'harness/old-node.cjs', 'dist/harness/old-node.cjs'],
      ...['dist/harness/cli.js', 'dist/harness/api.js', 'dist/harness/api.d.ts'],
      ...['dist/scenarios/model.js', 'dist/scenarios/model.d.ts'],
      ...['dist/harness/drawing/page.css', 'dist/mock-server/data/species.json.br'],
      ...['harness/config/schema.json', 'results/schema.json', 'docs/errors.md'],
    ])
      assert.ok(files.includes(path), path);
    const expected =
      /^(dist|docs|examples|scenarios\/programs)\/|^(harness\/((bin|old-node)\.cjs|config\/schema\.json)|results\/schema\.json|[A-Z]+(\.md)?|package\.json)$/;
    assert.deepEqual(
      files.filter((path) => !expected.test(path)),
      [],
    );
    const unwanted = /(^|\/)(test|\.cache|reference|decisions)(\/|$)|\.map$|\.test\.|tsbuildinfo/;
    assert.deepEqual(
      files.filter((path) => unwanted.test(path)),
      [],
    );
  });

  it('is a small download', () => {
    assert.ok(tarball.size < 1_200_000, `${tarball.size} bytes`);
    assert.ok(tarball.unpackedSize < 3_000_000, `${tarball.unpackedSize} bytes`);
  });

  it('has no fault that publint or are-the-types-wrong know', async () => {
    for (const args of [
      ['publint', tarball.path, '--strict'],
      ['attw', tarball.path, '--profile', 'esm-only', '--no-emoji'],
    ]) {
      const { code, stdout, stderr } = await run('npx', ['--no-install', ...args], { cwd: ROOT });
      assert.equal(code, 0, `${stdout}${stderr}`);
    }
  });
});

describe('installed by npm, on Node 22', WATCHDOG, () => {
  before(async () => {
    const add = ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', tarball.path];
    user = await install(join(folder, 'npm'), tools.node22, { add, exec: ['npx'] });
  }, WATCHDOG);

  it('says its version and its commands', async () => {
    const { bench } = user;
    assert.equal((await bench('--version')).stdout, `${tarball.version}\n`);
    const help = await bench('--help');
    assert.equal(help.code, 0, help.stderr);
    assert.match(help.stdout, /^Usage: npx concurrency-bench COMMAND/);
    assert.doesNotMatch((await bench('compare', '--help')).stdout, /npm run/);
  });

  it("writes a workload, measures it on the user's Node and reports it", async () => {
    const { bench, folder: cwd } = user;
    assert.equal((await bench('init')).code, 0);
    const compared = await bench('compare', 'bench/workload.ts', ...QUICK);
    assert.equal(compared.code, 0, compared.stderr);
    const path = join(cwd, '.concurrency-bench/latest/run.json');
    const { environments, scenarios } = parseRun(readFileSync(path, 'utf8'));
    assert.match(environments[0]?.node ?? '', /^22\./);
    assert.equal(
      scenarios.every(({ workload }) => workload === 'workload'),
      true,
    );
    assert.equal(readFileSync(join(cwd, '.concurrency-bench/.gitignore'), 'utf8'), '*\n');
    const reported = await bench('report');
    assert.equal(reported.code, 0, reported.stderr);
  });

  it('verifies a workload', async () => {
    const verified = await user.bench('verify', 'bench/workload.ts');
    assert.equal(verified.code, 0, `${verified.stdout}${verified.stderr}`);
  });

  it('compares a file with its older version', async () => {
    const { bench, folder: cwd } = user;
    const git = async (...args: readonly string[]) => {
      const who = ['-c', 'user.name=u', '-c', 'user.email=u@example.com'];
      const { code, stderr } = await run('git', [...who, ...args], { cwd });
      assert.equal(code, 0, stderr);
    };
    writeFileSync(join(cwd, '.gitignore'), 'node_modules\n');
    await git('init', '-q');
    await git('add', '.');
    await git('commit', '-qm', 'work');
    // So little time shows nothing; that both sides can be measured is the point.
    const args = ['--items', '4', '--quiet', '--max-time', '0s', '--models', 'single-threaded'];
    const asked = ['bench/workload.ts', '--against', 'HEAD', '--measure', ...args];
    const checked = await bench('check', ...asked);
    assert.ok(checked.code === 3 || checked.code === 0, `${checked.stdout}${checked.stderr}`);
  });

  it('does what docs/api.md shows', async () => {
    const { node, folder: cwd } = user;
    const examples = examplesOf('docs/api.md');
    assert.equal(examples.length, 5);
    for (const { name, source } of examples) {
      // A whole check takes minutes; that it can be asked for is the point.
      writeFileSync(join(cwd, name), source.replace('60_000', '0'));
    }
    for (const { name } of examples.filter((one) => one.name !== 'bench/work.ts')) {
      const { code, stdout, stderr } = await node(name);
      assert.equal(code, 0, `${name}: ${stderr}`);
      assert.notEqual(stdout, '', name);
    }
  });

  it('does what the README shows of a program', async () => {
    const { node, folder: cwd } = user;
    const examples = examplesOf('README.md');
    for (const { name, source } of examples) writeFileSync(join(cwd, name), source);
    const { code, stdout, stderr } = await node('compare-words.ts');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^single-threaded \{/m);
  });

  it('says what is wrong with a Node that is too old', async () => {
    const bin = join(user.folder, 'node_modules/concurrency-bench/harness/bin.cjs');
    const old = `Object.defineProperty(process.versions, 'node', { value: '18.20.0' }); require(${JSON.stringify(bin)})`;
    const { code, stderr } = await user.node('-e', old);
    assert.equal(code, 2);
    assert.match(stderr, /^concurrency-bench: this is Node 18\.20\.0, but Node 22\.19/);
  });
});

describe('installed by pnpm, on Node 24', WATCHDOG, () => {
  before(async () => {
    const pnpm = ['node', join(tools.pnpm, 'pnpm.cjs')];
    const add = [...pnpm, 'add', '--prefer-offline', tarball.path];
    user = await install(join(folder, 'pnpm'), tools.node24, { add, exec: [...pnpm, 'exec'] });
  }, WATCHDOG);

  it('measures a workload in CommonJS', async () => {
    const { bench, folder: cwd } = user;
    writeFileSync(
      join(cwd, 'work.cjs'),
      `const { defineWorkload } = require('concurrency-bench');
       module.exports = defineWorkload({ list: ['a', 'b'], run: (item) => item + item });`,
    );
    const compared = await bench('compare', './work.cjs', ...QUICK);
    assert.equal(compared.code, 0, compared.stderr);
  });

  it('measures the workload that comes with it', async () => {
    const compared = await user.bench('compare', ...QUICK, '--latency', '0');
    assert.equal(compared.code, 0, compared.stderr);
  });
});

describe('installed by yarn, on the pinned Node', WATCHDOG, () => {
  before(async () => {
    const yarn = ['node', join(tools.yarn, 'yarn.js'), '--silent'];
    const add = [...yarn, 'add', '--prefer-offline', tarball.path];
    const node = dirname(process.execPath);
    user = await install(join(folder, 'yarn'), node, { add, exec: [...yarn, 'run'] });
  }, WATCHDOG);

  it('measures the workload and the models of a configuration', async () => {
    const { bench, folder: cwd } = user;
    mkdirSync(join(cwd, 'bench'));
    copyFileSync(join(ROOT, 'test/package/use-as-module.ts'), join(cwd, 'bench/use.ts'));
    writeFileSync(
      join(cwd, 'concurrency-bench.config.ts'),
      `import { defineConfig } from 'concurrency-bench';
       export default defineConfig({
         workloads: ['bench/small.ts'], models: ['single-threaded'], settings: { rounds: 1 },
       });`,
    );
    writeFileSync(
      join(cwd, 'bench/small.ts'),
      `import { defineWorkload } from 'concurrency-bench';
       export default defineWorkload({ list: ['a', 'b'], run: (item) => item.toUpperCase() });`,
    );
    const compared = await bench('compare', '--quick', '--launches', '1', '--quiet', '--json');
    assert.equal(compared.code, 0, compared.stderr);
    const { scenarios } = JSON.parse(compared.stdout) as { scenarios: { model: string }[] };
    assert.deepEqual(
      scenarios.map(({ model }) => model),
      ['bare-work', 'single-threaded'],
    );
  });

  it('is used by a program, and loads nothing before it is', async () => {
    const { node } = user;
    const used = await node('bench/use.ts');
    assert.equal(used.code, 0, used.stderr);
    assert.equal(used.stdout, 'done\n');
    assert.equal(
      used.stderr.replaceAll(/^.*(Warning|--trace-warnings|Reparsing|To eliminate).*\n/gm, ''),
      '',
    );
  });

  it('has types that check, and need no others than those of Node', async () => {
    const { folder: cwd } = user;
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const flags = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--lib',
      'es2024,esnext',
    ];
    const types = ['--typeRoots', join(ROOT, 'node_modules/@types'), '--types', 'node'];
    const checked = await run(
      process.execPath,
      [tsc, ...flags, ...types, 'bench/use.ts', 'bench/small.ts'],
      { cwd },
    );
    assert.equal(checked.code, 0, checked.stdout);
  });
});

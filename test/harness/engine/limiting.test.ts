import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { expectLimits, launchLimits } from '../../../harness/engine/limiting.ts';
import { realGroupHome } from '../../support/group-home.ts';

const OWNER = pathToFileURL(join(import.meta.dirname, '../../../mock-server/owner.ts')).href;
const NONE = { memoryBytes: null, cores: null, nice: null };
const onLinux = { skip: process.platform === 'linux' ? false : 'taskset is of Linux' };

describe('expectLimits', onLinux, () => {
  const path = process.env['PATH'] ?? '';
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'limiting-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function withPath(value: string, limits: typeof NONE | Parameters<typeof expectLimits>[0]) {
    process.env['PATH'] = value;
    try {
      await expectLimits(limits);
    } finally {
      process.env['PATH'] = path;
    }
  }

  it('takes limits that the tools can set, and none', async () => {
    await expectLimits(null);
    await expectLimits({ ...NONE, cores: [0], nice: 1 });
  });

  it('names the tool that is missing', async () => {
    const refused = (flag: string, tool: string) => ({
      code: 'limits',
      message: new RegExp(`^--${flag} needs the program "${tool}"[^\\n]+$`),
    });
    await assert.rejects(withPath(folder, { ...NONE, cores: [0] }), refused('cores', 'taskset'));
    await assert.rejects(withPath(folder, { ...NONE, nice: 1 }), refused('nice', 'nice'));
  });

  it('refuses a priority that the system does not allow, though nice(1) goes on', async () => {
    // As GNU nice does without the right to it; root has the right.
    const warning = `echo "nice: cannot set niceness: Permission denied" >&2; shift 2; exec "$@"`;
    writeFileSync(join(folder, 'nice'), `#!/bin/sh\n${warning}\n`);
    chmodSync(join(folder, 'nice'), 0o755);
    await assert.rejects(withPath(`${folder}:${path}`, { ...NONE, nice: -5 }), {
      code: 'limits',
      message: '--nice -5 is refused by the system: nice: cannot set niceness: Permission denied',
    });
  });

  it('says what is missing for a limit of memory', { skip: realGroupHome().skip === false }, () =>
    assert.rejects(expectLimits({ ...NONE, memoryBytes: 1e9 }), {
      code: 'limits',
      message: /^--memory-limit needs control groups of version 2[^\n]+$/,
    }),
  );
});

describe('control groups of a run', { skip: realGroupHome().skip }, () => {
  const { folder } = realGroupHome();
  const limits = { ...NONE, memoryBytes: 1e9 };

  it('of processes that were killed are removed at the start of the next', async () => {
    const program = `import { ownerMark } from ${JSON.stringify(OWNER)}; console.log(ownerMark());`;
    const args = ['--input-type=module', '--eval', program];
    const mark = spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout.trim();
    const left = join(folder, `${mark}trial-7`);
    mkdirSync(left);
    await expectLimits(limits);
    assert.ok(!existsSync(left));
  });

  it('have a name of their own each', () => {
    const names = [launchLimits(limits), launchLimits(limits)].map((one) => one?.group);
    assert.equal(new Set(names).size, 2);
    assert.ok(names.every((name) => name?.startsWith(folder)));
  });
});

describe('launchLimits', () => {
  it('need no group without a limit of memory', () => {
    assert.equal(launchLimits(null), null);
    assert.equal(launchLimits({ ...NONE, nice: 1 })?.group, null);
  });
});

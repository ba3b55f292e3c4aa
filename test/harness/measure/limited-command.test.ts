import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { Launcher } from '../../../harness/measure/launcher.ts';
import { limitedCommand } from '../../../harness/measure/limited-command.ts';
import { nodeCommand } from '../../support/programs/commands.ts';

const onLinux = { skip: process.platform === 'linux' ? false : 'taskset is of Linux' };
const limits = { memoryBytes: null, cores: [0], nice: 3 };

/** Says what it was started as, and which limits hold for it and for a thread of its own. */
const TELLING = `
  const { execFileSync } = require('node:child_process');
  const told = { pid: process.pid, args: process.argv.slice(1), nice: os.getPriority() };
  const cores = /Cpus_allowed_list:\\s*(\\S+)/.exec(fs.readFileSync('/proc/thread-self/status'))[1];
  const child = execFileSync(process.execPath, ['-p', 'os.availableParallelism() + "," + os.getPriority()']);
  fs.writeSync(3, JSON.stringify({ ...told, cores, child: String(child).trim() }));
`;

describe('limitedCommand', () => {
  it('changes nothing without limits', () => {
    const command = { executable: 'node', args: ['a b', 'c'] };
    assert.deepEqual(limitedCommand(command, null, null), command);
    const none = { memoryBytes: null, cores: null, nice: null };
    assert.deepEqual(limitedCommand(command, none, null), command);
  });

  it('sets every limit before the program begins', () => {
    const { executable, args } = limitedCommand({ executable: 'n', args: ['a'] }, limits, '/g');
    assert.equal(executable, 'sh');
    const chain = ['taskset', '-c', '0', 'nice', '-n', '3', 'n', 'a'];
    assert.deepEqual(args.slice(2), ['sh', '/g', ...chain]);
  });
});

describe('a limited trial', onLinux, () => {
  let folder: string;
  let launcher: Launcher;
  before(async () => {
    folder = mkdtempSync(join(os.tmpdir(), 'limited-'));
    launcher = await Launcher.start();
  });
  after(async () => {
    await launcher[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  const env = { PATH: process.env['PATH'] };

  it('is the process that was started, on its cores and with its priority, children included', async () => {
    const command = nodeCommand(['-e', TELLING, 'a b', '*']);
    const launched = await launcher.launch({ ...command, env, limits: { ...limits, group: null } });
    const nice = os.getPriority() + 3;
    const { cores, args, child, ...told } = JSON.parse(launched.report) as Record<string, unknown>;
    assert.deepEqual([cores, args, told['nice']], ['0', ['a b', '*'], nice]);
    assert.equal(child, `1,${nice}`);
    assert.equal(launched.leftovers, 0);
    assert.ok(launched.memory?.processes.some(({ pid }) => pid === told['pid']));
  });

  it('limits neither the launcher nor what starts it', async () => {
    await launcher.launch({ ...nodeCommand(['-e', '0']), env, limits: { ...limits, group: null } });
    const allowed = (pid: number | 'self') =>
      /Cpus_allowed_list:.*/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[0];
    assert.equal(allowed(launcher.pid), allowed('self'));
    assert.equal(os.getPriority(launcher.pid), os.getPriority());
  });

  it('joins its group by writing its own id', async () => {
    const list = join(folder, 'cgroup.procs');
    const command = nodeCommand(['-p', '1']);
    const joined = limitedCommand(command, null, list);
    const { exitCode } = await launcher.launch({ ...command, ...joined, env });
    assert.equal(exitCode, 0);
    assert.match(readFileSync(list, 'utf8'), /^\d+\n$/);
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { main } from '../../mock-server/main.ts';
import type { StartMessage } from '../../mock-server/protocol.ts';
import { writeTinyCheckout } from '../support/tiny-dataset.ts';

let folder: string;
let serveTiny: string[];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-server-main-'));
  await writeTinyCheckout(folder);
  serveTiny = ['--data', folder, '--port', '0'];
});
after(() => rm(folder, { recursive: true }));

/** Runs the program until it ends; `onOutput` sees the text so far and may stop it. */
async function run(
  argv: string[],
  onOutput: (stdout: string) => Promise<void> | void = () => undefined,
) {
  const stop = new AbortController();
  const output = { stdout: '', stderr: '' };
  let checked: Promise<void> | undefined;
  const exitCode = await main(argv, {
    stdout: (text) => {
      output.stdout += text;
      checked = (async () => {
        await onOutput(output.stdout);
        stop.abort();
      })();
    },
    stderr: (text) => (output.stderr += text),
    stop: stop.signal,
    tellParent: null,
  });
  await checked;
  return { exitCode, ...output };
}

describe('main', () => {
  it('prints help and ends', async () => {
    const { exitCode, stdout, stderr } = await run(['--help', '--port', '0']);
    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.match(stdout, /^Usage: /);
  });

  it('serves until told to stop, and prints a line for curl that works', async () => {
    const { exitCode, stderr } = await run([...serveTiny, '--latency', '0'], async (stdout) => {
      const url =
        /curl -s --compressed (http:\/\/127\.0\.0\.1:\d+\/api\/v2\/pokemon\/)ditto\n/.exec(
          stdout,
        )?.[1];
      const { status } = await fetch(`${url ?? ''}mr-mime`);
      assert.equal(status, 200);
    });
    assert.deepEqual([exitCode, stderr], [0, '']);
  });

  it('does not start when it was told to stop before', async () => {
    const exitCode = await main(serveTiny, {
      stdout: assert.fail,
      stderr: assert.fail,
      stop: AbortSignal.abort(),
      tellParent: null,
    });
    assert.equal(exitCode, 0);
  });

  it('tells a parent the URL, or what is wrong, and writes nothing', async () => {
    const messages: StartMessage[] = [];
    const stop = new AbortController();
    const io = {
      stdout: assert.fail,
      stderr: assert.fail,
      stop: stop.signal,
      tellParent: (message: StartMessage) => {
        messages.push(message);
        stop.abort();
        return Promise.resolve();
      },
    };
    assert.equal(await main(serveTiny, io), 0);
    assert.equal(await main(['--prot=1'], io), 2);
    const [ready, failed] = messages;
    assert.match(JSON.stringify(ready), /^\{"ready":\{"url":"http:\/\/127\.0\.0\.1:\d+"\}\}$/);
    assert.deepEqual(failed, { failed: { message: 'unknown flag --prot: did you mean --port?' } });
  });

  it('refuses a port in use, a foreign address and a folder without data: one line, exit code 2', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const remote = ['--allow-remote', ...serveTiny, '--host'];
    const cases: [string[], RegExp][] = [
      [[...serveTiny, '--port', String(port)], new RegExp(`port ${port} is in use.*--port`)],
      // 192.0.2.0/24 is kept for documentation (RFC 5737): no machine has it.
      [[...remote, '192.0.2.1'], /--host 192\.0\.2\.1 is no address of this machine/],
      [['--data', join(folder, 'nothing')], /--data .*nothing: /],
      [['--seed', 'x'], /--seed/],
    ];
    try {
      for (const [argv, message] of cases) {
        const { exitCode, stdout, stderr } = await run(argv);
        assert.deepEqual([exitCode, stdout], [2, ''], stderr);
        assert.match(stderr, message);
        assert.match(stderr, /^mock-server: [^\n]+\n$/);
      }
    } finally {
      taken.close();
    }
  });

  it('lets a bug keep its stack', async () => {
    const bug = new Error('a bug');
    const io = {
      stdout: assert.fail,
      stderr: assert.fail,
      stop: AbortSignal.abort(),
      tellParent: null,
    };
    const broken = {
      ...io,
      get stop(): AbortSignal {
        throw bug;
      },
    };
    await assert.rejects(main(serveTiny, broken), bug);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FlagError } from '../../mock-server/flags.ts';
import { HELP, parseOptions } from '../../mock-server/options.ts';

describe('parseOptions', () => {
  it('has the documented defaults', () => {
    assert.deepEqual(parseOptions([]), {
      host: '127.0.0.1',
      port: 8151,
      latencyMs: 50,
      jitter: 0.2,
      seed: 1,
      faults: null,
      dataPath: null,
      cacheDir: '.cache',
    });
  });

  it('takes every flag, with = or a space, the last one where it is given twice', () => {
    const flags =
      '--port=0 --port 81 --latency 0.5 --jitter=1 --seed 4294967295 --data a/b --cache-dir=c --faults reset=1%';
    assert.deepEqual(parseOptions(flags.split(' ')), {
      host: '127.0.0.1',
      port: 81,
      latencyMs: 0.5,
      jitter: 1,
      seed: 4_294_967_295,
      faults: [{ kind: 'reset', percent: 1, delayMs: null }],
      dataPath: 'a/b',
      cacheDir: 'c',
    });
  });

  it('documents every flag, and no other', () => {
    const documented = [...HELP.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, flag]) => flag);
    for (const flag of documented) {
      const isUnknown = /unknown flag/;
      try {
        parseOptions([`--${flag ?? ''}`]);
      } catch (error) {
        assert.doesNotMatch((error as Error).message, isUnknown);
      }
    }
    assert.equal(documented.length, 10);
    assert.equal(parseOptions(['--help']), 'help');
  });

  it('listens on other interfaces only when told to', () => {
    for (const host of ['127.0.0.1', '127.1.2.3', 'localhost', '::1']) {
      assert.equal((parseOptions(['--host', host]) as { host: string }).host, host);
    }
    for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.evil.example']) {
      assert.throws(() => parseOptions(['--host', host]), /--allow-remote/);
      assert.equal(
        (parseOptions(['--host', host, '--allow-remote']) as { host: string }).host,
        host,
      );
    }
  });

  const wrong: [string, RegExp][] = [
    ['--prot 3', /unknown flag --prot: did you mean --port\?/],
    ['--lat=3', /unknown flag --lat: did you mean --latency\?/],
    ['-p 3', /unknown flag -p/],
    ['--verbose', /unknown flag --verbose: see --help/],
    ['8080', /unexpected "8080"/],
    ['--port', /--port needs a value/],
    ['--latency --seed 3', /--latency needs a value/],
    ['--data=', /--data needs a value/],
    ['--help=yes', /--help takes no value/],
    ['--port 65536', /--port must be a whole number from 0 to 65535, not "65536"/],
    ['--port 1.5', /--port/],
    ['--port 0x50', /--port/],
    ['--latency -5', /--latency must be a number from 0 to 60000, not "-5"/],
    ['--latency 60001', /--latency/],
    ['--latency 5ms', /--latency/],
    ['--jitter 1.1', /--jitter must be a number from 0 to 1, not "1.1"/],
    ['--jitter 20%', /--jitter/],
    ['--jitter .', /--jitter/],
    ['--seed -1', /--seed/],
    ['--seed 4294967296', /--seed/],
  ];
  for (const [flags, message] of wrong) {
    it(`refuses "${flags}" in one line`, () => {
      assert.throws(
        () => parseOptions(flags.split(' ')),
        (error) =>
          error instanceof FlagError &&
          message.test(error.message) &&
          !error.message.includes('\n'),
      );
    });
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { HarnessError } from '../../../harness/errors.ts';
import { isVersion, runtimeRequests, splitRuntimes } from '../../../harness/runtimes/request.ts';

describe('runtimes as a user names them', () => {
  it('are names with versions, or paths, each with flags', () => {
    assert.deepEqual(runtimeRequests(['bun', 'node@22.19  --jitless', './build/node -x']), [
      { kind: 'bun', version: null, flags: [] },
      { kind: 'node', version: '22.19', flags: ['--jitless'] },
      { path: './build/node', flags: ['-x'] },
    ]);
  });

  it('stand between commas, which flags may have, too', () => {
    const text = 'node@22, deno --v8-flags=--a,--b,bun --smol';
    assert.deepEqual(splitRuntimes(text), ['node@22', 'deno --v8-flags=--a,--b', 'bun --smol']);
  });

  it('are refused where they cannot be understood, with what is near', () => {
    const refusalOf = (...words: readonly string[]) => {
      try {
        return runtimeRequests(words);
      } catch (error) {
        assert.ok(error instanceof HarnessError);
        return [error.code, error.message.includes('did you mean bun')];
      }
    };
    assert.deepEqual(refusalOf('bum'), ['bad-value', true]);
    for (const word of ['', 'python', 'node@latest', '--smol']) {
      assert.deepEqual(refusalOf(word), ['bad-value', false], word);
    }
    assert.deepEqual(refusalOf('bun', 'bun'), ['bad-value', false]);
  });

  it('match a version by as many parts as were given', () => {
    const seen = ['22', '22.19', '22.19.0', '2', '22.1', null].map((asked) =>
      isVersion('22.19.0', asked),
    );
    assert.deepEqual(seen, [true, true, true, false, false, true]);
  });
});

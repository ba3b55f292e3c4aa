import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { figureVariables } from '../../../harness/engine/variables.ts';

describe('figureVariables', () => {
  it('has those that change figures and no others', () => {
    const env = {
      ...{
        PATH: '/bin',
        HOME: '/home/me',
        npm_token: 'secret',
        HTTP_PROXY: 'http://me:secret@host',
      },
      ...{ UV_THREADPOOL_SIZE: '1', MALLOC_ARENA_MAX: '2', MIMALLOC_VERBOSE: '1', DEBUG: '' },
      NODE_OPTIONS: '--inspect',
    };
    assert.deepEqual(figureVariables(env), {
      ...{ MALLOC_ARENA_MAX: '2', MIMALLOC_VERBOSE: '1' },
      ...{ NODE_OPTIONS: '--inspect', UV_THREADPOOL_SIZE: '1' },
    });
  });

  it('names files without their folders, and distinguishes those of different folders', () => {
    const of = (value: string) => figureVariables({ LD_PRELOAD: value })['LD_PRELOAD'] ?? '';
    const [mine, yours] = [of('/home/me/liba.so:/x/libb.so'), of('/home/you/liba.so:/x/libb.so')];
    for (const text of [mine, yours])
      assert.match(text, /^liba\.so libb\.so \(sha256 [0-9a-f]{12}\)$/);
    assert.notEqual(mine, yours);
  });

  it('says only that a folder is written to', () => {
    assert.deepEqual(figureVariables({ NODE_V8_COVERAGE: '/home/me/coverage' }), {
      NODE_V8_COVERAGE: 'set',
    });
  });
});

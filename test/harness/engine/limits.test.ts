import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { coresOf, type GivenLimits, resolveLimits } from '../../../harness/engine/limits.ts';

const AVAILABLE = { memoryBytes: 8e9, cores: '0-2,5' };
const NONE = { memoryBytes: null, cores: null, nice: null };

const limits = (given: GivenLimits) => resolveLimits(given, AVAILABLE);

function refuses(given: GivenLimits, text: RegExp): void {
  assert.throws(() => limits(given), { code: 'bad-value', message: text });
}

describe('resolveLimits', () => {
  it('gives none where none is asked for', () => {
    assert.equal(limits({}), null);
  });

  for (const [text, bytes] of [
    ['512MB', 512e6],
    ['2GiB', 2 ** 31],
    ['1.5 GB', 1.5e9],
    ['1MB', 1e6],
  ] as const) {
    it(`reads a memory limit of ${text}`, () => {
      assert.deepEqual(limits({ memoryLimit: text }), { ...NONE, memoryBytes: bytes });
    });
  }

  for (const text of ['512', '0MB', '512M', '-1GB', 'NaNMB', '0.5MB', '1e3MB', '', '512mb']) {
    it(`refuses a memory limit of "${text}"`, () => {
      refuses({ memoryLimit: text }, /--memory-limit must be a size .*512MB/);
    });
  }

  it('refuses a memory limit that this process is below anyway', () => {
    refuses({ memoryLimit: '9GB' }, /9GB has no effect: the machine leaves 8000 MB/);
  });

  it('takes the first of the cores where it is told how many, and those that are named', () => {
    assert.deepEqual(limits({ cores: 4 })?.cores, [0, 1, 2, 5]);
    assert.deepEqual(limits({ cores: 1 })?.cores, [0]);
    assert.deepEqual(limits({ cores: [5, 1, 1] })?.cores, [1, 5]);
  });

  it('refuses cores that do not exist or are not for this process', () => {
    refuses({ cores: 5 }, /from 1 to 4, or a list of these \(0-2,5\), not 5/);
    refuses({ cores: 0 }, /from 1 to 4/);
    refuses({ cores: 1.5 }, /from 1 to 4/);
    refuses({ cores: [0, 3] }, /core 3, .* 0-2,5/);
    refuses({ cores: [] }, /no core/);
  });

  it('refuses cores where the system binds no process to some', () => {
    const elsewhere = { ...AVAILABLE, cores: null };
    assert.throws(() => resolveLimits({ cores: 1 }, elsewhere), { code: 'limits' });
  });

  it('takes nice values in their range', () => {
    assert.deepEqual([limits({ nice: 19 })?.nice, limits({ nice: -20 })?.nice], [19, -20]);
    for (const nice of [20, -21, 0.5, NaN]) refuses({ nice }, /--nice must be a whole number/);
  });
});

describe('coresOf', () => {
  it('reads how many, or which', () => {
    assert.equal(coresOf(undefined), undefined);
    assert.equal(coresOf('2'), 2);
    assert.deepEqual(coresOf('0,1'), [0, 1]);
    assert.deepEqual(coresOf('3-3'), [3]);
    assert.deepEqual(coresOf('0-1,4'), [0, 1, 4]);
  });

  for (const text of ['', 'a', '0,', '-1', '1-', '0;1', '0x1', '1.5', '0-999999999']) {
    it(`refuses "${text}"`, () => {
      assert.throws(() => coresOf(text), {
        code: 'bad-value',
        message: /--cores must be how many/,
      });
    });
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { HarnessError } from '../../harness/errors.ts';
import {
  helpText,
  readArguments,
  readFlags,
  realNumber,
  wholeNumber,
} from '../../harness/flags.ts';

const TABLE = {
  out: { type: 'string', value: 'DIR', help: 'where to' },
  seed: { type: 'string', value: 'N', help: 'which' },
  json: { type: 'boolean', help: 'as JSON' },
} as const;

function refuses(args: readonly string[], code: string, message: RegExp): void {
  assert.throws(
    () => readFlags(TABLE, args),
    (error) => error instanceof HarnessError && error.code === code && message.test(error.message),
  );
}

describe('readFlags', () => {
  it('reads values after a space or an equals sign', () => {
    assert.deepEqual(readFlags(TABLE, ['--out', 'a', '--seed=7', '--json']), {
      out: 'a',
      seed: '7',
      json: true,
    });
    assert.deepEqual(readFlags(TABLE, []), {});
  });

  it('takes the last of a flag given twice', () => {
    assert.deepEqual(readFlags(TABLE, ['--seed=1', '--seed=2']), { seed: '2' });
  });

  it('refuses a flag without its value, also where another flag follows', () => {
    refuses(['--out'], 'bad-value', /^--out needs a value: DIR$/);
    refuses(['--out='], 'bad-value', /--out needs a value/);
    refuses(['--out', '--json'], 'bad-value', /--out needs a value/);
    assert.deepEqual(readFlags(TABLE, ['--out=--json']), { out: '--json' });
  });

  it('refuses a value where none is taken', () => {
    refuses(['--json=yes'], 'bad-value', /^--json takes no value, but got "yes"$/);
  });

  it('refuses what is no flag, with the nearest that is', () => {
    refuses(['--sed', '1'], 'unknown-flag', /^unknown flag --sed: did you mean --seed\?$/);
    refuses(['--something-else'], 'unknown-flag', /see --help/);
    refuses(['word'], 'unknown-flag', /unexpected "word"/);
    refuses(['--', 'word'], 'unknown-flag', /unexpected "word"/);
    refuses(['-o'], 'unknown-flag', /-o/);
    for (const name of ['--constructor', '--toString', '--__proto__', '--no-json']) {
      refuses([name], 'unknown-flag', /unknown flag/);
    }
  });
});

describe('readArguments', () => {
  it('takes words beside flags, up to so many', () => {
    const read = readArguments(TABLE, ['a.json', '--out', 'b', 'c.json'], 2);
    assert.deepEqual(read, { flags: { out: 'b' }, words: ['a.json', 'c.json'] });
    assert.throws(() => readArguments(TABLE, ['a', 'b', 'c'], 2), /unexpected "c"/);
  });
});

describe('numbers of flags', () => {
  const range = { min: 1, max: 10, byDefault: 3 };

  it('are in their range, or the default', () => {
    assert.equal(wholeNumber('n', undefined, range), 3);
    assert.equal(wholeNumber('n', '1', range), 1);
    assert.equal(wholeNumber('n', '10', range), 10);
    assert.equal(wholeNumber('n', '1e1', range), 10);
    assert.equal(realNumber('n', '2.5', range), 2.5);
  });

  for (const text of ['0', '11', '-1', 'x', '', ' 2', '2 ', '0x2', 'NaN', 'Infinity', '1.2.3']) {
    it(`are not "${text}"`, () => {
      const message = `--n must be a number from 1 to 10, not "${text}"`;
      assert.throws(() => realNumber('n', text, range), { code: 'bad-value', message });
      assert.throws(() => wholeNumber('n', text, range), { code: 'bad-value' });
    });
  }

  it('are whole where they must be', () => {
    assert.throws(() => wholeNumber('n', '2.5', range), /must be a whole number from 1 to 10/);
  });
});

describe('helpText', () => {
  it('has a line for every flag', () => {
    assert.equal(
      helpText('Usage: x', TABLE),
      [
        ...['Usage: x', '', '  --out DIR            where to'],
        ...['  --seed N             which', '  --json               as JSON', ''],
      ].join('\n'),
    );
  });
});

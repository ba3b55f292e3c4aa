import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  FlagError,
  helpText,
  isInRange,
  numberOf,
  rangeProblem,
  readArguments,
} from '../../mock-server/flags.ts';

const TABLE = {
  out: { type: 'string', value: 'DIR', help: 'where to' },
  seed: { type: 'string', value: 'N', help: 'which' },
  json: { type: 'boolean', help: 'as JSON' },
} as const;

function readFlags(table: typeof TABLE, args: readonly string[]) {
  return readArguments(table, args).flags;
}

function refuses(args: readonly string[], code: string, message: RegExp): void {
  assert.throws(
    () => readFlags(TABLE, args),
    (error) => error instanceof FlagError && error.code === code && message.test(error.message),
  );
}

describe('flags', () => {
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

describe('words', () => {
  it('takes words beside flags, up to so many', () => {
    const read = readArguments(TABLE, ['a.json', '--out', 'b', 'c.json'], 2);
    assert.deepEqual(read, { flags: { out: 'b' }, words: ['a.json', 'c.json'] });
    assert.throws(() => readArguments(TABLE, ['a', 'b', 'c'], 2), /unexpected "c"/);
  });
});

describe('numbers of flags', () => {
  const range = { flag: 'n', min: 1, max: 10, whole: false };
  const isGiven = (text: string) => isInRange(range, numberOf(range, text) ?? NaN);

  it('are in their range, or not given', () => {
    assert.equal(numberOf(range, undefined), undefined);
    assert.equal(numberOf(range, '1e1'), 10);
    assert.equal(numberOf(range, '2.5'), 2.5);
    assert.ok(['1', '10', '1e1', '2.5'].every(isGiven));
    assert.ok(!['0', '11', '-1', '0.99'].some(isGiven));
  });

  for (const text of ['x', '', ' 2', '2 ', '0x2', 'NaN', 'Infinity', '1.2.3', '.', '1e-3']) {
    it(`are not "${text}"`, () => {
      const message = `--n must be a number from 1 to 10, not "${text}"`;
      assert.throws(() => numberOf(range, text), { code: 'bad-value', message });
    });
  }

  it('are whole where they must be', () => {
    const whole = { ...range, whole: true };
    assert.ok(isInRange(whole, 2) && !isInRange(whole, 2.5));
    assert.match(rangeProblem(whole, 2.5), /must be a whole number from 1 to 10, not "2.5"$/);
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

  it('has its explanations below one another where a flag is long', () => {
    const table = { out: TABLE.out, 'export-markdown': TABLE.out };
    const [, , ...lines] = helpText('Usage: x', table).trimEnd().split('\n');
    assert.equal(new Set(lines.map((line) => line.indexOf('where'))).size, 1, lines.join('\n'));
  });
});

import fc from 'fast-check';

import type { FlagTable } from '../../mock-server/flags.ts';

/** What a command may be given, and what reads it. */
export interface Words {
  readonly flags: FlagTable;
  /** Throws what is shown to the user. */
  read(args: readonly string[]): unknown;
}

const ODD_NUMBERS = [
  ...[
    '0',
    '-0',
    '1',
    '7',
    '0.5',
    '-1',
    '1e3',
    '1e400',
    '1e-400',
    '.5',
    '5.',
    '1.2.3',
    '+4',
    '0x10',
    '1_000',
  ],
  ...['NaN', 'Infinity', '-Infinity', ' 5', '5 ', '５', '٣', '9007199254740993', '1'.repeat(400)],
  ...['90s', '10m', '1e3s', '-5m', 's', 'm', '99999999999m', '0.0.1s'],
];
const ODD_TEXTS = [
  ...['', ' ', '=', '--', '-', ',', ',,', 'a,a', 'all', 'main', 'gzip', 'identity', 'pass', 'fail'],
  ...['a=1', '=1', 'a=', '__proto__=1', 'constructor=', 'a=b=c', 'size=1e999'],
  ...[
    'single-threaded',
    'fetch-pokemon',
    'none.ts',
    './none',
    'none/',
    '127.0.0.1',
    '::1',
    '0.0.0.0',
  ],
  ...['http://127.0.0.1:1', 'http://[', 'javascript:alert(1)', 'a\nb', 'a\r\nb', '\u001b[31mred'],
  ...[
    '\u202ereversed',
    '\ud800',
    '💣',
    'é'.repeat(300),
    'x'.repeat(5000),
    '::error::x',
    '<script>',
    '| x |',
  ],
];

/** Command lines for these flags: right, wrong, misspelt, doubled, and with any text for a value. */
export function commandLines(flags: FlagTable): fc.Arbitrary<readonly string[]> {
  const names = Object.keys(flags);
  const right = fc.constantFrom(...names);
  const name = fc.oneof(
    { weight: 12, arbitrary: right },
    right.map((text) => text.slice(0, -1)),
    right.map((text) => `no-${text}`),
    right.map((text) => text.toUpperCase()),
    fc.constantFrom('__proto__', 'constructor', 'toString', '', '-', 'é'),
  );
  const value = valueOf();
  const part = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(name, value).map(([flag, text]) => [`--${flag}=${text}`]) },
    { weight: 4, arbitrary: fc.tuple(name, value).map(([flag, text]) => [`--${flag}`, text]) },
    { weight: 3, arbitrary: name.map((flag) => [`--${flag}`]) },
    value.map((text) => [text]),
    name.map((flag) => [`-${flag.slice(0, 1)}`]),
  );
  return fc.array(part, { maxLength: 4 }).map((parts) => parts.flat());
}

/** No absolute path and none upwards: some are opened to be written. No NUL, which no argument can hold. */
function valueOf(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 100 }).map(String) },
    { weight: 3, arbitrary: fc.constantFrom(...ODD_NUMBERS) },
    { weight: 3, arbitrary: fc.constantFrom(...ODD_TEXTS) },
    fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replaceAll(/[/.\0]/g, '_')),
  );
}

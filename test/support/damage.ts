import assert from 'node:assert/strict';

import fc from 'fast-check';

import type { RunFile } from '../../results/format.ts';
import { RunFileError } from '../../results/reading.ts';
import { salvageRun } from '../../results/salvage.ts';

/** Where a value of a run stands. */
interface Place {
  readonly parent: object;
  readonly key: string;
}

const ODD_TEXTS = [
  ...['', ' \n', 'null', '0', '"run"', '[]', '{}', '[{"formatVersion":3}]'],
  ...['1', '2', '3', '"3"', '1e400', '-1', '0.5', 'null'].map(
    (version) => `{"formatVersion":${version}}`,
  ),
  '{"kind":"claims","formatVersion":1}',
  '{"__proto__":{"formatVersion":3}}',
  '['.repeat(20_000),
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  '\u0000'.repeat(1000),
];

const ODD_NUMBERS = [-1, 0, 0.5, 5e-324, 1e308, 2 ** 53];

const ODD_STRINGS = [
  ...['', 'x'.repeat(2000), '\u001b[31m\n| <script>alert(1)</script>', '\u202ereversed', '\ud800'],
  ...['"><img src=x onerror=alert(1)>', '$(id) `id` ${id}', '::error::x', '@everyone', '__proto__'],
];

const ODD_VALUES: readonly unknown[] = [
  ...[...ODD_NUMBERS, ...ODD_STRINGS, null, true, [], {}, [[[]]]],
  JSON.parse('{"__proto__":{"polluted":true}}'),
];

const ODD_KEYS = ['__proto__', 'constructor', 'toString', 'x'.repeat(1000), '\u001b\n', ''];

/** The text of a run file, damaged in one of all these ways. */
export function damaged(text: string): fc.Arbitrary<string> {
  const position = fc.nat(text.length - 1);
  return fc.oneof(
    fc.constantFrom(...ODD_TEXTS, `\uFEFF${text}`, text + text),
    { weight: 3, arbitrary: position.map((length) => text.slice(0, length)) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(position, fc.nat(127))
        .map(([at, code]) => text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1)),
    },
    {
      weight: 12,
      arbitrary: fc
        .array(fc.tuple(fc.nat(), fc.nat(), changeOfPlace()), { minLength: 1, maxLength: 3 })
        .map((changes) => {
          const run = JSON.parse(text) as object;
          for (const [at, other, change] of changes) {
            const places = placesIn(run);
            const place = places[at % places.length];
            const another = places[other % places.length];
            if (place !== undefined && another !== undefined) change(place, another);
          }
          return JSON.stringify(run);
        }),
    },
  );
}

/** A value with others of the same types in it: what passes between processes of one version. */
export function bent<T extends object>(value: T): fc.Arbitrary<T> {
  return fc.array(fc.tuple(fc.nat(), sameType()), { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy = structuredClone(value);
    for (const [at, change] of changes) {
      const places = placesIn(copy);
      const place = places[at % places.length];
      if (place !== undefined) change(place, place);
    }
    return copy;
  });
}

type Change = (place: Place, another: Place) => void;

function changeOfPlace(): fc.Arbitrary<Change> {
  const changes: fc.Arbitrary<Change>[] = [
    fc.constantFrom<Change[]>(remove, duplicate, swap),
    fc.constantFrom(...ODD_VALUES).map((odd) => (place) => {
      // A copy, which later changes do not carry over into other cases.
      put(place.parent, place.key, structuredClone(odd));
    }),
    fc.constantFrom(...ODD_KEYS).map((odd) => (place) => {
      put(place.parent, odd, valueAt(place));
    }),
    sameType(),
  ];
  return fc.oneof(...changes);
}

/** What a check of types alone would let through. */
function sameType(): fc.Arbitrary<Change> {
  return fc
    .tuple(fc.constantFrom(...ODD_NUMBERS), fc.constantFrom(...ODD_STRINGS))
    .map(([number, string]) => (place) => {
      const type = typeof valueAt(place);
      if (type === 'number') put(place.parent, place.key, number);
      if (type === 'string') put(place.parent, place.key, string);
    });
}

function remove({ parent, key }: Place): void {
  Reflect.deleteProperty(parent, key);
}

/** A second element beside that of a list, or the value of one key under another. */
function duplicate(place: Place, another: Place): void {
  if (Array.isArray(place.parent)) place.parent.push(valueAt(place));
  else put(place.parent, another.key, valueAt(place));
}

function swap(one: Place, another: Place): void {
  const [first, second] = [valueAt(one), valueAt(another)];
  put(one.parent, one.key, second);
  put(another.parent, another.key, first);
}

function placesIn(parent: object): Place[] {
  return Object.entries(parent).flatMap(([key, value]: [string, unknown]) => [
    { parent, key },
    ...(typeof value === 'object' && value !== null ? placesIn(value) : []),
  ]);
}

/** A copy, so that a tree stays one. */
function valueAt({ parent, key }: Place): unknown {
  return structuredClone(Object.getOwnPropertyDescriptor(parent, key)?.value);
}

/** Also where the key is `__proto__`, which an assignment would not write. */
function put(parent: object, key: string, value: unknown): void {
  Object.defineProperty(parent, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

const LONGEST_MESSAGE = 200;

/** The run that can be made of it, or null after an error fit to be shown. Anything else thrown is a bug. */
export function readOrRefuse(text: string): RunFile | null {
  try {
    return salvageRun(text).run;
  } catch (error) {
    if (!(error instanceof RunFileError)) throw error;
    assert.match(error.message, /^\P{Cc}+$/u);
    assert.ok(error.message.length <= LONGEST_MESSAGE, error.message);
    return null;
  }
}

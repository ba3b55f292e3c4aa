import { parseArgs } from 'node:util';

import { HarnessError } from './errors.ts';
import { nearest } from '../mock-server/nearest.ts';

/** One flag of a command: how it is written, what it means, what it is when not given. */
export interface Flag {
  readonly type: 'string' | 'boolean';
  /** Placeholder in the help text, for flags that take a value. */
  readonly value?: string;
  readonly help: string;
}

export type FlagTable = Readonly<Record<string, Flag>>;

/** What was given: text for flags with a value, true for those without, nothing otherwise. */
export type GivenFlags<T extends FlagTable> = {
  readonly [Name in keyof T]?: T[Name]['type'] extends 'string' ? string : true;
};

/** Reads flags strictly: a word that is no flag or lacks its value is an error that says so. */
export function readFlags<T extends FlagTable>(table: T, args: readonly string[]): GivenFlags<T> {
  return readArguments(table, args, 0).flags;
}

/** The same for a command that takes up to so many words beside its flags. */
export function readArguments<T extends FlagTable>(
  table: T,
  args: readonly string[],
  mostWords: number,
): { readonly flags: GivenFlags<T>; readonly words: readonly string[] } {
  const { tokens } = parseArgs({ args: [...args], options: table, strict: false, tokens: true });
  const given: Record<string, string | true> = {};
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      words.push(token.value);
      if (words.length > mostWords) throw unexpectedWord(token.value);
    }
    if (token.kind !== 'option') continue;
    // Object.hasOwn: `--constructor` is no flag, though every object has one.
    const flag = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
    if (flag === undefined) throw unknownFlag(token.rawName, Object.keys(table));
    // parseArgs takes `--out --json` for a folder named --json; only `--out=--json` is one.
    const forgotten = flag.type === 'string' && !token.inlineValue && token.value?.startsWith('--');
    given[token.name] = flagValue(flag, token.rawName, forgotten ? undefined : token.value);
  }
  return { flags: given as GivenFlags<T>, words };
}

/** A whole number in a range, or the default when the flag was not given. */
export function wholeNumber(
  flag: string,
  text: string | undefined,
  range: { readonly min: number; readonly max: number; readonly byDefault: number },
): number {
  const number = realNumber(flag, text, range);
  if (!Number.isInteger(number)) throw badValue(flag, text ?? '', range, 'a whole number');
  return number;
}

export function realNumber(
  flag: string,
  text: string | undefined,
  range: { readonly min: number; readonly max: number; readonly byDefault: number },
): number {
  if (text === undefined) return range.byDefault;
  const number = Number(text);
  const valid = /^[\d.]+(e\d+)?$/i.test(text) && number >= range.min && number <= range.max;
  if (!valid) throw badValue(flag, text, range, 'a number');
  return number;
}

export function helpText(usage: string, table: FlagTable): string {
  const lines = Object.entries(table).map(([name, { value, help }]) => {
    const flag = value === undefined ? `--${name}` : `--${name} ${value}`;
    return `  ${flag.padEnd(20)} ${help}`;
  });
  return `${usage}\n\n${lines.join('\n')}\n`;
}

function flagValue(flag: Flag, name: string, value: string | undefined): string | true {
  if (flag.type === 'boolean') {
    if (value === undefined) return true;
    throw new HarnessError('bad-value', `${name} takes no value, but got "${value}"`);
  }
  if (value === undefined || value === '') {
    throw new HarnessError('bad-value', `${name} needs a value: ${flag.value ?? 'VALUE'}`);
  }
  return value;
}

function unexpectedWord(word: string): HarnessError {
  return new HarnessError('unknown-flag', `unexpected "${word}": flags start with --`);
}

function unknownFlag(flag: string, known: readonly string[]): HarnessError {
  const meant = nearest(flag.replace(/^-+/, ''), known);
  const hint = meant === null ? 'see --help' : `did you mean --${meant}?`;
  return new HarnessError('unknown-flag', `unknown flag ${flag}: ${hint}`);
}

function badValue(
  flag: string,
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
  kind: string,
): HarnessError {
  return new HarnessError(
    'bad-value',
    `--${flag} must be ${kind} from ${min} to ${max}, not "${text}"`,
  );
}

import { parseArgs } from 'node:util';

import { nearest } from './nearest.ts';

/** One flag of a command: how it is written, what it means, what it is when not given. */
interface Flag {
  readonly type: 'string' | 'boolean';
  /** Placeholder in the help text, for flags that take a value. */
  readonly value?: string;
  /** It may be given several times, and all count; otherwise the last does. */
  readonly many?: boolean;
  readonly help: string;
}

export type FlagTable = Readonly<Record<string, Flag>>;

/**
 * What was given: text for flags with a value, true for those without, nothing otherwise; of flags that
 * may be given several times a list.
 */
export type GivenFlags<T extends FlagTable> = {
  readonly [Name in keyof T]?: T[Name]['type'] extends 'string'
    ? T[Name] extends { readonly many: true }
      ? readonly string[]
      : string
    : true;
};

/** What the number of a flag may be. */
export interface NumberRange {
  readonly flag: string;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

/** A command line as it was typed, sorted into flags and other words. */
export interface Arguments<T extends FlagTable> {
  readonly flags: GivenFlags<T>;
  readonly words: readonly string[];
}

/** A command line that the user must change; the message is ready to be shown. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
  readonly code: 'unknown-flag' | 'bad-value';

  constructor(code: FlagError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Of a text in a message, in characters. */
const MOST_QUOTED = 200;

/** So that the helps of most commands look alike. */
const LEAST_FLAG_WIDTH = 20;

export const HELP_FLAG = { help: { type: 'boolean', help: 'show this and end' } } as const;

/**
 * Reads a command line strictly, with up to so many words beside its flags: a flag that is not known
 * or lacks its value is a FlagError that says so. The last of a flag given twice counts.
 */
export function readArguments<T extends FlagTable>(
  table: T,
  args: readonly string[],
  mostWords = 0,
): Arguments<T> {
  const { tokens } = parseArgs({ args: [...args], options: table, strict: false, tokens: true });
  const given: Record<string, string | true | string[]> = {};
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
    const value = flagValue(flag, token.rawName, forgotten ? undefined : token.value);
    const before = given[token.name];
    const all = Array.isArray(before) ? before : [];
    given[token.name] = flag.many === true ? [...all, String(value)] : value;
  }
  return { flags: given as GivenFlags<T>, words };
}

/** The number in a flag's value, still to be checked; undefined where the flag was not given. */
export function numberOf(range: NumberRange, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^-?[\d.]+(e\d+)?$/i.test(text) && !Number.isNaN(number)) return number;
  throw new FlagError('bad-value', rangeProblem(range, text));
}

export function isInRange({ min, max, whole }: NumberRange, number: number): boolean {
  return number >= min && number <= max && (!whole || Number.isInteger(number));
}

export function rangeProblem(
  { flag, min, max, whole }: NumberRange,
  value: string | number,
): string {
  const kind = whole ? 'a whole number' : 'a number';
  return `--${flag} must be ${kind} from ${min} to ${max}, not ${quoted(value)}`;
}

/** What was typed, or read, as a message shows it: in one line, and only its beginning where it is long. */
export function quoted(typed: string | number): string {
  return JSON.stringify(shortened(String(typed)));
}

export function shortened(text: string): string {
  return text.length <= MOST_QUOTED ? text : `${text.slice(0, MOST_QUOTED)}…`;
}

export function helpText(usage: string, table: FlagTable): string {
  const flags = Object.entries(table).map(([name, { value, help }]) => {
    return { flag: value === undefined ? `--${name}` : `--${name} ${value}`, help };
  });
  const width = Math.max(LEAST_FLAG_WIDTH, ...flags.map(({ flag }) => flag.length));
  const lines = flags.map(({ flag, help }) => `  ${flag.padEnd(width)} ${help}`);
  return `${usage}\n\n${lines.join('\n')}\n`;
}

function flagValue(flag: Flag, name: string, value: string | undefined): string | true {
  if (flag.type === 'boolean') {
    if (value === undefined) return true;
    throw new FlagError('bad-value', `${name} takes no value, but got ${quoted(value)}`);
  }
  if (value === undefined || value === '') {
    throw new FlagError('bad-value', `${name} needs a value: ${flag.value ?? 'VALUE'}`);
  }
  return value;
}

function unexpectedWord(word: string): FlagError {
  return new FlagError('unknown-flag', `unexpected ${quoted(word)}: flags start with --`);
}

function unknownFlag(flag: string, known: readonly string[]): FlagError {
  const meant = nearest(flag.replace(/^-+/, ''), known);
  const hint = meant === null ? 'see --help' : `did you mean --${meant}?`;
  return new FlagError('unknown-flag', `unknown flag ${shownFlag(flag)}: ${hint}`);
}

/** Plain as a rule. */
function shownFlag(flag: string): string {
  return /^[\w-]{1,60}$/.test(flag) ? flag : quoted(flag);
}

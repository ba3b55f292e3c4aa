import { type core, type z } from 'zod';

import { addInconsistencies } from './consistency.ts';
import { FORMAT_VERSION, type RunFile, runFile } from './format.ts';
import { readJournal } from './journal.ts';
import { claimsFile } from './upgrade/claims.ts';
import { version1 } from './upgrade/version-1.ts';
import { version2 } from './upgrade/version-2.ts';

/** Why a text is not a run file this version reads; one line, to be shown behind the file's name. */
export class RunFileError extends Error {
  override readonly name = 'RunFileError';
}

/** A run file of this or an older version, as this version has it. Throws RunFileError. */
export function parseRun(text: string): RunFile {
  return runFrom(parseJson(text));
}

/** The same of a value that was JSON. */
export function runFrom(given: unknown): RunFile {
  if (!isRecord(given) || typeof given['formatVersion'] !== 'number') {
    throw new RunFileError('not a run file');
  }
  return checked(consistentRun, upgraded(given, given['formatVersion']));
}

const consistentRun = runFile.superRefine(addInconsistencies);

/** Files of claims were of another kind, with a version of their own. */
function upgraded(given: Readonly<Record<string, unknown>>, version: number): unknown {
  if (given['kind'] === 'claims') return checked(claimsFile, given);
  if (version > FORMAT_VERSION) {
    throw new RunFileError(
      `format version ${version} is newer than ${FORMAT_VERSION}, the newest this program reads`,
    );
  }
  if (version === 1) return checked(version2, checked(version1, given));
  return version === 2 ? checked(version2, given) : given;
}

function checked<T>(format: z.ZodType<T>, given: unknown): T {
  const parsed = format.safeParse(given);
  if (!parsed.success) throw new RunFileError(firstProblem(parsed.error.issues));
  return parsed.data;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A run that goes on, or was killed, is no single JSON document. */
function parseJson(text: string): unknown {
  if (text.trim() === '') throw new RunFileError('empty');
  try {
    return JSON.parse(text);
  } catch (error) {
    const journal = readJournal(text);
    if (journal?.tornLine === null) return journal.run;
    const why =
      journal === null
        ? `not JSON: ${(error as Error).message}`
        : `line ${journal.tornLine} is cut short or damaged`;
    throw new RunFileError(oneLine(why), { cause: error });
  }
}

/** A damaged file can have thousands of problems; the first tells where to look. */
function firstProblem(issues: readonly core.$ZodIssue[]): string {
  const [first] = issues;
  if (first === undefined) return 'not a run file';
  const others = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  const where = first.path.length === 0 ? '' : `${first.path.join('.')}: `;
  return `${oneLine(where + first.message)}${others}`;
}

const LONGEST_LINE = 160;

/** Names and pieces of the file are in it, and they may hold anything. */
function oneLine(text: string): string {
  const clean = text.replaceAll(/\p{Cc}+/gu, ' ');
  return clean.length <= LONGEST_LINE ? clean : `${clean.slice(0, LONGEST_LINE - 1)}…`;
}

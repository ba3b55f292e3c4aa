import { type core } from 'zod';

import { FORMAT_VERSION, type RunFile, runFile } from './format.ts';

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
  const version = given['formatVersion'];
  if (version > FORMAT_VERSION) {
    throw new RunFileError(
      `format version ${version} is newer than ${FORMAT_VERSION}, the newest this program reads`,
    );
  }
  const parsed = runFile.safeParse(upgraded(given));
  if (!parsed.success) throw new RunFileError(firstProblem(parsed.error.issues));
  return parsed.data;
}

/** What version 1 did not record of the models that it knew. */
const PROPERTIES: Readonly<Record<string, object>> = {
  'bare-work': { isolation: 'none', sharing: 'objects' },
  'single-threaded': { isolation: 'none', sharing: 'objects' },
  'worker-threads': { isolation: 'thread', sharing: 'bytes' },
  'child-processes': { isolation: 'process', sharing: 'nothing' },
};

function upgraded(run: Readonly<Record<string, unknown>>): unknown {
  return withHttp(withArms(run));
}

/** Until version 2 every workload used the mock server, and what it must see stood beside the digest. */
function withHttp(run: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { expected } = run;
  if (!isRecord(expected) || 'http' in expected) return run;
  const { requests, bodyBytes, maxInFlight, ...rest } = expected;
  return { ...run, expected: { ...rest, http: { requests, bodyBytes, maxInFlight } } };
}

/** Version 1 knew nothing of checks. */
function withArms(run: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (run['formatVersion'] !== 1 || !Array.isArray(run['scenarios'])) return run;
  const scenarios = run['scenarios'].map((scenario: unknown) =>
    isRecord(scenario)
      ? {
          ...scenario,
          ...(PROPERTIES[String(scenario['model'])] ?? { isolation: null, sharing: null }),
          arm: null,
        }
      : scenario,
  );
  return { ...run, formatVersion: 2, comparison: null, scenarios };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  if (text.trim() === '') throw new RunFileError('empty');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RunFileError(oneLine(`not JSON: ${(error as Error).message}`), { cause: error });
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

import { z } from 'zod';

import { FORMAT_VERSION, type RunFile, runFile } from './format.ts';

/** Why a text is not a run file this version reads; ready to be shown behind the file's name. */
export class RunFileError extends Error {
  override readonly name = 'RunFileError';
}

/** A run file of this or an older version, as this version has it. Throws RunFileError. */
export function parseRun(text: string): RunFile {
  const given = parseJson(text);
  const version = (given as { formatVersion?: unknown } | null)?.formatVersion;
  if (typeof version !== 'number') throw new RunFileError('not a run file');
  if (version > FORMAT_VERSION) {
    throw new RunFileError(
      `format version ${version} is newer than ${FORMAT_VERSION}, the newest this program reads`,
    );
  }
  const parsed = runFile.safeParse(upgraded(given as Versioned));
  if (!parsed.success) throw new RunFileError(z.prettifyError(parsed.error));
  return parsed.data;
}

interface Versioned {
  readonly formatVersion: number;
  readonly scenarios?: readonly object[];
}

/** What version 1 did not record of the models that it knew. */
const PROPERTIES: Readonly<Record<string, object>> = {
  'bare-work': { isolation: 'none', sharing: 'objects' },
  'single-threaded': { isolation: 'none', sharing: 'objects' },
  'worker-threads': { isolation: 'thread', sharing: 'bytes' },
  'child-processes': { isolation: 'process', sharing: 'nothing' },
};

/** Version 1 knew nothing of checks. */
function upgraded(run: Versioned): unknown {
  if (run.formatVersion !== 1 || !Array.isArray(run.scenarios)) return run;
  const scenarios = run.scenarios.map((scenario: { readonly model?: unknown }) => ({
    ...scenario,
    ...(PROPERTIES[String(scenario.model)] ?? { isolation: null, sharing: null }),
    arm: null,
  }));
  return { ...run, formatVersion: 2, comparison: null, scenarios };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RunFileError(`not JSON: ${(error as Error).message}`, { cause: error });
  }
}

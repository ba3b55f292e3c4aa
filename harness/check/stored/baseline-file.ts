import { hash } from 'node:crypto';
import { z } from 'zod';

import { FORMAT_VERSION, type RunFile, type TrialRecord } from '../../../results/format.ts';
import { parseRun, RunFileError } from '../../../results/reading.ts';
import { HarnessError } from '../../errors.ts';
import { invocation } from '../../project.ts';

/** Raised when figures of an older version must not be compared with new ones. */
export const BASELINE_VERSION = 2;

/** The run is as it was read, its keys in their order: the seal is over both. */
const SEALED = z.object({
  baselineVersion: z.number(),
  sha256: z.unknown().optional(),
  run: z.record(z.string(), z.unknown()),
});

/** A stored run as text, sealed by a SHA-256 over it. */
export function sealedBaseline(run: RunFile): string {
  const kept = { ...run, trials: run.trials.map(withoutBulk) };
  const file = { baselineVersion: BASELINE_VERSION, sha256: seal(kept), run: kept };
  return `${JSON.stringify(file)}\n`;
}

/** The run in a sealed text; `path` is named in what goes wrong. Throws HarnessError. */
export function openBaseline(text: string, path: string): RunFile {
  const file = parsed(text, path);
  const format = Number(file.run['formatVersion'] ?? NaN);
  if (file.baselineVersion !== BASELINE_VERSION || format !== FORMAT_VERSION) {
    throw new HarnessError(
      'baseline-version',
      `${path} is of another version (${file.baselineVersion}, format ${format}) than this program's (${BASELINE_VERSION}, format ${FORMAT_VERSION}): delete it and run ${invocation('baseline')}`,
    );
  }
  if (file.sha256 !== seal(file.run)) {
    throw new HarnessError(
      'baseline-edited',
      `${path} is not as it was stored: its content does not have the SHA-256 it names. Restore it, or delete it and run ${invocation('baseline')}`,
    );
  }
  try {
    return parseRun(JSON.stringify(file.run));
  } catch (error) {
    if (error instanceof RunFileError) throw notBaseline(path, error.message);
    throw error;
  }
}

function parsed(text: string, path: string): z.infer<typeof SEALED> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw notBaseline(path, (error as Error).message);
  }
  const { data } = SEALED.safeParse(value);
  if (data === undefined) throw notBaseline(path, 'it has no version and run');
  return data;
}

function notBaseline(path: string, why: string): HarnessError {
  return new HarnessError(
    'baseline-damaged',
    `${path} is cut off or no baseline (${why}): restore it, or delete it and run ${invocation('baseline')}`,
  );
}

/** Over the value and not the text, so that re-indenting the file does not break the seal. */
function seal(run: object): string {
  return hash('sha256', JSON.stringify(run));
}

/** A check needs the metrics only; without the rest 20 rounds are a tenth as large. */
function withoutBulk(trial: TrialRecord): TrialRecord {
  if (trial.status !== 'completed') return trial;
  return { ...trial, loops: [], workers: [], latencies: [], memory: null };
}

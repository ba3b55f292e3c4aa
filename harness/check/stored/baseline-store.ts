import { roundName } from '../../../results/round-name.ts';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { replaceFile } from '../../../mock-server/replace-file.ts';
import type { RunFile } from '../../../results/format.ts';
import { HarnessError } from '../../errors.ts';
import { invocation } from '../../project.ts';
import { makeFolder, notWritable } from '../../output/files.ts';
import { BASELINE_VERSION, openBaseline, sealedBaseline } from './baseline-file.ts';
import { fingerprint } from './fingerprint.ts';

/** A run that later ones are compared with. */
export interface StoredRun {
  readonly path: string;
  readonly run: RunFile;
}

/** Before a run is measured for it: a folder that cannot be written fails now. Throws HarnessError. */
export function expectWritable(dir: string): void {
  let existing = resolve(dir);
  while (!existsSync(existing)) existing = dirname(existing);
  try {
    // The dot refuses a file.
    accessSync(`${existing}/.`, constants.W_OK);
  } catch (error) {
    throw notWritable(`--baselines ${dir}`, error);
  }
}

/** Adds the run to the folder of its fingerprint and returns the file's path. Throws HarnessError. */
export async function storeBaseline(dir: string, run: RunFile): Promise<string> {
  refuseUnfit(run);
  const folder = join(dir, fingerprint(run, BASELINE_VERSION));
  const path = join(folder, `${run.startedAt.replaceAll(/[:.]/g, '-')}.json`);
  try {
    makeFolder(resolve(folder));
    await replaceFile(path, sealedBaseline(run));
  } catch (error) {
    throw notWritable(`--baselines ${dir}`, error);
  }
  return path;
}

/** All stored runs, oldest first; one that is damaged is an error and never passed over. */
export function readBaselines(dir: string): readonly StoredRun[] {
  const files = readable(dir, () =>
    existsSync(dir) ? readdirSync(dir, { recursive: true, encoding: 'utf8' }) : [],
  );
  const stored = files
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(dir, file))
    .map((path) => {
      const text = readable(path, () => readFileSync(path, 'utf8'));
      return { path, run: openBaseline(text, path) };
    });
  if (stored.length === 0) {
    throw new HarnessError(
      'baseline-missing',
      `no baseline is stored in ${dir}: run ${invocation('baseline')} first, or compare with a version of the code (--against REF)`,
    );
  }
  return stored.sort((a, b) => Date.parse(a.run.startedAt) - Date.parse(b.run.startedAt));
}

/** What `read` reads at this path. Throws HarnessError where the system refuses. */
function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new HarnessError(
      'baseline-unreadable',
      `${path} cannot be read: ${(cause as Error).message}; --baselines takes a folder that holds stored runs and no other JSON files`,
      { cause },
    );
  }
}

/** What may not be a measure for others. */
function refuseUnfit(run: RunFile): void {
  const refuse = (why: string) => new HarnessError('baseline-refused', `not stored: ${why}`);
  if (run.status !== 'complete')
    throw refuse(`the run is incomplete; run ${invocation('baseline')} again`);
  if (run.scenarios.some(({ role }) => role !== null)) {
    throw refuse('the run is one of a check, with two sides in it');
  }
  const bad = run.trials.find(({ status }) => status !== 'completed');
  if (bad !== undefined) {
    throw refuse(`${bad.scenario} is ${bad.status} in ${roundName(bad.round)}; fix it first`);
  }
}

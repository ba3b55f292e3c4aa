/**
 * The package from a program. A measured workload may import it, too, for `defineWorkload`: so
 * everything heavy is loaded inside the functions.
 */

import type { CheckOutcome, CheckRequest } from './api/check.ts';
import type { CompareRequest, CompareResult } from './api/compare.ts';
import type { ReportFormat } from './api/report.ts';
import type { Config } from './config/config.ts';
import type { Model, PairWorkload, ProgramModel, SimpleWorkload } from './contract.ts';
import type { RunFile } from '../results/format.ts';

export { HarnessError } from './errors.ts';

export type { CheckDocument, CheckOutcome, CheckRequest } from './api/check.ts';
export type { CompareDocument, CompareRequest, CompareResult } from './api/compare.ts';
export type { ProgressEvent, Watching } from './api/progress.ts';
export type { ReportFormat } from './api/report.ts';
export type { Config } from './config/config.ts';
export type * from './contract.ts';
export type { ErrorCode } from './errors.ts';
export type { RunFile } from '../results/format.ts';

/** The workload itself: gives an editor the types of its parts. */
export function defineWorkload<Item, Shared = undefined, Resource = Shared>(
  workload: SimpleWorkload<Item, Resource, Shared>,
): SimpleWorkload<Item, Resource, Shared>;
export function defineWorkload(workload: PairWorkload): PairWorkload;
export function defineWorkload(workload: unknown): unknown {
  return workload;
}

/** The model itself, typed. */
export function defineModel(model: Model): Model;
export function defineModel(model: ProgramModel): ProgramModel;
export function defineModel(model: unknown): unknown {
  return model;
}

/** The settings of concurrency-bench.config.ts themselves, typed. */
export function defineConfig(config: Config): Config {
  return config;
}

/**
 * Runs the same work under every concurrency model, as the command `compare` does, and writes its run
 * file and report. Rejects with HarnessError, or with the reason of `signal`.
 */
export async function compare(request: CompareRequest = {}): Promise<CompareResult> {
  return (await import('./api/compare.ts')).compare(request);
}

/**
 * Says whether the working tree needs more time, CPU or memory than another version or than before,
 * as the command `check` does. Rejects with HarnessError, or with the reason of `signal`.
 */
export async function check(request: CheckRequest = {}): Promise<CheckOutcome> {
  return (await import('./api/check.ts')).check(request);
}

/** The report of a run: what `compare` resolved to, or the path of a run file of any version. */
export async function report(run: RunFile | string, format: ReportFormat): Promise<string> {
  return (await import('./api/report.ts')).report(run, format);
}

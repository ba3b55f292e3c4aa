import { basename, extname, join, resolve } from 'node:path';

import { isFile } from '../catalog.ts';
import type { GivenOptions } from '../engine/options.ts';
import { EXIT, HarnessError } from '../errors.ts';
import { pathFromHere } from '../project.ts';
import type { LoadedConfig } from './config-file.ts';

/** One run that was asked for, and where its results go. */
export interface Request<Given> {
  readonly given: Given;
  readonly outDir: string;
}

type Configurable = GivenOptions & {
  readonly rounds?: number | undefined;
  readonly runtimes?: readonly string[] | undefined;
  readonly budgets?: readonly string[] | undefined;
};

/** Exit statuses of several runs, the gravest last: that of all. */
const GRAVITY: readonly number[] = [EXIT.ok, EXIT.inconclusive, EXIT.regressed, EXIT.broken];

/**
 * The runs of a command: one, or one for each workload of the configuration where the command line
 * names none. What is given wins over the configuration.
 */
export function requests<Given extends Configurable>(
  given: Given,
  outDir: string,
  loaded: Pick<LoadedConfig, 'config' | 'folder'>,
): readonly Request<Given>[] {
  const { config, folder } = loaded;
  const word = (text: string) => (isFile(text) ? pathFromHere(resolve(folder, text)) : text);
  const { models, runtimes, settings, params, budgets, workloads = [] } = config;
  const byConfig: Configurable = {
    ...settings,
    budgets,
    models: typeof models === 'object' ? models.map(word) : models,
    // A path may have flags behind it.
    runtimes: runtimes?.map((text) => text.replace(/^\S+/, word)),
  };
  const merged = {
    ...over(given, byConfig as Partial<Given>),
    params: { ...params, ...given.params },
  };
  if (given.workload !== undefined || workloads.length === 0) return [{ given: merged, outDir }];
  const names = workloads.map((text) => basename(text, extname(text)));
  return workloads.map((text, index) => ({
    given: { ...merged, workload: word(text), command: [word(text), ...(given.command ?? [])] },
    outDir: workloads.length === 1 ? outDir : join(outDir, uniqueName(names, index)),
  }));
}

/** Of a command that goes on with a run. Throws HarnessError. */
export function expectOne(all: readonly Request<unknown>[]): void {
  if (all.length === 1) return;
  const message = `--resume goes on with one run, and the configuration names ${all.length} workloads: name one, and with --out its folder`;
  throw new HarnessError('flag-conflict', message);
}

/** Runs one after the other until one is interrupted; the exit status of all. */
export async function runAll<Given>(
  all: readonly Request<Given>[],
  run: (given: Given, outDir: string) => Promise<number>,
): Promise<number> {
  let gravest = 0;
  for (const { given, outDir } of all) {
    const status = await run(given, outDir);
    if (!GRAVITY.includes(status)) return status;
    gravest = Math.max(gravest, GRAVITY.indexOf(status));
  }
  return GRAVITY[gravest] ?? EXIT.ok;
}

/** What is given, and in place of what is not, the default. */
export function over<Given extends object>(given: Given, defaults: Partial<Given>): Given {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(said) } as Given;
}

/** Files of two folders may have the same name. */
function uniqueName(names: readonly string[], index: number): string {
  const name = names[index] ?? '';
  return names.indexOf(name) === index ? name : `${name}-${index + 1}`;
}

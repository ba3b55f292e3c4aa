import type { NotRun, RuntimeRecord } from '../../results/format.ts';
import type { Entry } from '../catalog.ts';
import type { ModelTraits } from '../contract.ts';
import { HarnessError } from '../errors.ts';
import type { Project } from '../project.ts';
import { makeOwnFolder } from '../project.ts';
import { findRuntimes, type MissingRuntime } from '../runtimes/find.ts';
import { runtimesFolder } from '../runtimes/installed.ts';
import type { RuntimeRequest } from '../runtimes/request.ts';
import { type Runtime, SYSTEM_CLOCK } from '../runtimes/runtime.ts';
import { privateExecutable } from './private-executable.ts';
import { idOn, type ScenarioRuntime } from './scenario.ts';

/** What executes the models of a run; null is the Node of this harness as it is. */
export interface RunRuntimes {
  readonly executing: readonly (ScenarioRuntime | null)[];
  readonly records: readonly RuntimeRecord[];
  readonly missing: readonly MissingRuntime[];
}

/** Finds and tries the runtimes asked for; the Node of this harness where none was. Throws HarnessError. */
export async function runRuntimes(
  requests: readonly RuntimeRequest[],
  project: Project,
): Promise<RunRuntimes> {
  if (requests.length === 0) return { executing: [null], records: [], missing: [] };
  makeOwnFolder(project);
  const all = await findRuntimes(requests, runtimesFolder(project.cacheDir));
  const found = all.filter((one) => 'engine' in one);
  refuseTwice(found);
  const executing: (ScenarioRuntime | null)[] = [];
  // One after the other: two may be copies of the same file.
  for (const runtime of found) executing.push(await scenarioRuntime(runtime, project.cacheDir));
  return {
    executing,
    records: all.map((one) =>
      'engine' in one
        ? { name: one.name, engine: one.engine, lacks: [...one.lacks] }
        : { name: one.name, engine: null, lacks: [] },
    ),
    missing: all.filter((one) => 'reason' in one),
  };
}

/** Rows of the models that a runtime would have executed which is not here. */
export function missingScenarios(
  models: readonly Entry<ModelTraits>[],
  missing: readonly MissingRuntime[],
): readonly NotRun[] {
  return missing.flatMap(({ name, reason }) =>
    models.map(({ value: { name: model } }) => {
      const id = idOn(model, name);
      return { id, label: id, model, runtime: name, language: null, reason };
    }),
  );
}

async function scenarioRuntime(
  { name, args, place, executable, kind, version, lacks }: Runtime,
  cacheDir: string,
): Promise<ScenarioRuntime | null> {
  if (place === 'own' && args.length === 0) return null;
  const start = { path: null, args, needsClock: lacks.includes(SYSTEM_CLOCK) };
  if (place === 'own') return { name, program: { ...start, executable: null } };
  // What a project has added only it runs; another may run in other programs, which would share its pages.
  const own =
    place === 'folder'
      ? executable
      : await privateExecutable(cacheDir, executable, `${kind}-${version}`);
  return { name, program: { ...start, executable: own } };
}

function refuseTwice(found: readonly Runtime[]): void {
  const names = found.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new HarnessError('bad-value', `--runtimes names ${twice} twice, by different words`);
}

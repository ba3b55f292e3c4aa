import { dirname, resolve } from 'node:path';

import type { Role, Scenario, Version, WorkSettings } from '../../results/format.ts';
import type { Entry } from '../catalog.ts';
import type { ModelTraits, ProgramCommand, WorkloadTraits } from '../contract.ts';
import type { MockRequest } from './mocks.ts';

/** A scenario as it is asked for, before the run, its mock server and reference run say the rest. */
export interface PlannedScenario {
  readonly scenario: Omit<
    Scenario,
    'machine' | 'limits' | 'mock' | 'expected' | 'sharedBytes' | 'codeSha256'
  >;
  /** The server that its work is done against, also once for the reference; null for none. */
  readonly mock: MockRequest | null;
  readonly source: ModelSource | CommandSource | ProgramSource;
  /** From spawn until a trial has failed; null for what its work takes at most (prepare.ts). */
  readonly timeoutMs: number | null;
}

/** A model at a workload, loaded by a trial program (harness/trial/main.ts). */
export interface ModelSource {
  readonly kind: 'model';
  readonly modelUrl: string;
  readonly workloadUrl: string;
  /** Says what every trial must prove. */
  readonly workload: Entry<WorkloadTraits>;
  /** Whether the module at `workloadUrl` has `share`. */
  readonly shares: boolean;
  /** Of the code of its side of a check; null where that of its modules is to be digested (suite.ts). */
  readonly codeSha256: string | null;
  /** Another than this harness's own on its own Node, as `whole` versions of a check and runtimes have. */
  readonly program: TrialProgram | null;
}

/** A program model: a command in another language that does a workload (docs/programs.md). */
export interface CommandSource {
  readonly kind: 'command';
  readonly command: ProgramCommand;
  /** Says what every trial must prove. */
  readonly workload: Entry<WorkloadTraits>;
}

/** A program of a claim, which does its own work and reports figures. */
export interface ProgramSource {
  readonly kind: 'program';
  readonly program: URL;
  /** Given beside the scenario's input, and not recorded. */
  readonly places: Readonly<Record<string, unknown>>;
  /** Whose bodies it works on (scenarios/body-pack.ts); null for none. */
  readonly bodiesOf: {
    readonly workload: Entry<WorkloadTraits>;
    readonly settings: WorkSettings;
  } | null;
}

/** What a trial is started by. */
export interface TrialProgram {
  /** Null for this harness's own. */
  readonly path: string | null;
  /** Null for the Node that all trials of the run share. */
  readonly executable: string | null;
  /** Before the path, such as flags of the runtime. */
  readonly args: readonly string[];
  /** Whether it must be told the time of the system (harness/clock.ts). */
  readonly needsClock: boolean;
}

/** What one run asks of all its models. */
export interface ModelRun {
  readonly workload: Entry<WorkloadTraits>;
  readonly settings: WorkSettings;
  readonly mock: MockRequest;
  readonly rounds: number;
  readonly timeoutMs: number | null;
}

/** A side of a check: which version, and where its modules are. */
export interface SideOfScenario {
  readonly role: Role;
  readonly version: Version;
  readonly nodeVersion: string;
  readonly modelUrl: string;
  readonly workloadUrl: string;
  readonly shares: boolean;
  readonly codeSha256: string | null;
  readonly program: TrialProgram | null;
}

/** The folder of the first file of the user's: its repository need not be that of the project. */
export function sourceFolder(planned: readonly PlannedScenario[], root: string): string {
  const files = planned.flatMap(({ scenario }) => scenario.file ?? scenario.modelFile ?? []);
  return files[0] === undefined ? '.' : dirname(resolve(root, files[0]));
}

/** What executes a scenario beside the Node of this harness. */
export interface ScenarioRuntime {
  readonly name: string;
  readonly program: TrialProgram;
}

/** A model of this run; with `side`, as one side of a check has it. Links are set by `linked`. */
export function modelScenario(
  { url, file, value: model }: Entry<ModelTraits>,
  { workload, settings, mock, rounds, timeoutMs }: ModelRun,
  side: SideOfScenario | null = null,
  runtime: ScenarioRuntime | null = null,
): PlannedScenario {
  const id = side === null ? idOn(model.name, runtime?.name ?? null) : `${model.name}@${side.role}`;
  return {
    scenario: {
      ...{ id, label: id, group: null, kind: model.kind, workload: workload.value.name },
      ...{ file: workload.file, workloadSummary: workload.value.summary, modelFile: file },
      ...traitsOf(model, workload.value),
      ...{ settings, input: null, rounds, injection: null },
      runtime: runtime?.name ?? `node ${side?.nodeVersion ?? process.versions.node}`,
      ...{ version: side?.version ?? null, role: side?.role ?? null },
      ...{ baseline: null, floor: null, main: null },
    },
    mock: workload.value.usesMockServer ? mock : null,
    source: {
      kind: 'model',
      modelUrl: side?.modelUrl ?? url,
      workloadUrl: side?.workloadUrl ?? workload.url,
      workload,
      shares: side?.shares ?? workload.value.shares,
      codeSha256: side?.codeSha256 ?? null,
      program: side?.program ?? runtime?.program ?? null,
    },
    timeoutMs,
  };
}

/** `worker-threads`, or `worker-threads on bun 1.4.5`; null is the Node of this harness. */
export function idOn(model: string, runtime: string | null): string {
  return runtime === null ? model : `${model} on ${runtime}`;
}

/** A program model of this run, by the command that was found for it. */
export function programScenario(
  model: Entry<ModelTraits>,
  command: ProgramCommand,
  run: ModelRun,
): PlannedScenario {
  const planned = modelScenario(model, run);
  return {
    ...planned,
    scenario: { ...planned.scenario, runtime: command.runtime },
    source: { kind: 'command', command, workload: run.workload },
  };
}

/** What the file of a model says of it, at this workload. */
function traitsOf(model: ModelTraits, workload: WorkloadTraits) {
  return {
    model: model.name,
    analogue: model.analogue ?? null,
    variantOf: model.variantOf ?? null,
    form: model.form ?? null,
    summary: (workload.form === 'simple' ? model.simpleSummary : undefined) ?? model.summary,
    isolation: model.isolation ?? null,
    sharing: model.sharing ?? null,
    language: model.language ?? null,
  };
}

/**
 * Scenarios of one workload with the ids of what each is compared with: the baseline model, the
 * floor, and of a variant its main model, where the run has them, in a check on the same side. Heads
 * and controls are compared with their own base. All is linked within one language, and of JavaScript
 * within one runtime. A floor is compared with nothing.
 */
export function linked(
  planned: readonly PlannedScenario[],
  baselineModel: string | null,
): readonly PlannedScenario[] {
  return planned.map((one) => {
    const { id, kind, model, role, runtime, variantOf, language } = one.scenario;
    if (kind === 'floor') return one;
    const others = planned.map(({ scenario }) => scenario);
    const idOf = (fits: (other: PlannedScenario['scenario']) => boolean) =>
      others.find((other) => other.id !== id && other.language === language && fits(other))?.id ??
      null;
    const idBeside = (fits: (other: PlannedScenario['scenario']) => boolean) =>
      idOf(
        (other) =>
          other.role === role && (language !== null || other.runtime === runtime) && fits(other),
      );
    const baseline =
      role === 'head' || role === 'control'
        ? idOf((other) => other.model === model && other.role === 'base')
        : idBeside((other) => other.model === baselineModel);
    const floor = idBeside((other) => other.kind === 'floor');
    const main = idBeside((other) => other.model === variantOf);
    return { ...one, scenario: { ...one.scenario, baseline, floor, main } };
  });
}

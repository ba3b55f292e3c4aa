import type { ExpectedWork } from '../../results/format.ts';
import type {
  FoundProgram,
  ItemErrorKind,
  ModelTraits,
  ProgramMachine,
  TrialSettings,
  WorkloadTraits,
} from '../contract.ts';
import type { ErrorCode } from '../errors.ts';

/** A file of a model or workload. */
export interface ModuleRef {
  readonly url: string;
  /** That of the file, without its extension. */
  readonly name: string;
  /** What messages call the file, such as `bench/thumbnails.ts`. */
  readonly shown: string;
}

/** Most items that are done where the user does not say how many. */
export const MOST_LISTED = 100_000;

/** What a user's file may be. */
export type ModuleKind = 'model' | 'workload';

/** What the inspecting process is told, as JSON on its command line. */
export type InspectSpec = KindSpec | ModelsSpec | ProgramsSpec | WorkloadSpec | ReferenceSpec;

export interface KindSpec {
  readonly task: 'kind';
  readonly module: ModuleRef;
}

export interface ModelsSpec {
  readonly task: 'models';
  readonly modules: readonly ModuleRef[];
}

/** Finds or builds the programs of these models. */
export interface ProgramsSpec {
  readonly task: 'programs';
  readonly modules: readonly ModuleRef[];
  readonly machine: ProgramMachine;
}

export interface WorkloadSpec {
  readonly task: 'workload';
  readonly module: ModuleRef;
  /** For its list; `params` are those given, in place of its defaults. */
  readonly settings: TrialSettings;
}

export interface ReferenceSpec {
  readonly task: 'reference';
  readonly module: ModuleRef;
  readonly settings: TrialSettings;
  /** Of the mock server that counts what the work asks of it; null for none. */
  readonly mockUrl: string | null;
  /** Where the bodies of a pair are kept for the floor. */
  readonly bodyPackPath: string;
  /** Does everything twice, to see whether the results are the same. */
  readonly repeats: boolean;
  /** How long one item may take. */
  readonly itemLimitMs: number;
  /** Does only as many items as one event loop does within so many ms; null for all. */
  readonly workMs: number | null;
}

/** What the inspecting process says on descriptor 3, as JSON lines. */
export type InspectLine =
  | { readonly type: 'kind'; readonly kind: ModuleKind }
  | { readonly type: 'model'; readonly traits: ModelTraits }
  | { readonly type: 'program'; readonly found: FoundProgram }
  | { readonly type: 'workload'; readonly traits: WorkloadTraits }
  | { readonly type: 'reference'; readonly reference: Reference }
  | ({ readonly type: 'progress' } & ReferenceProgress)
  | Problem
  | HungItem;

/** What the user can fix; instead of what was asked. */
export interface Problem {
  readonly type: 'problem';
  readonly code: ErrorCode;
  readonly message: string;
}

/** An item took longer than its limit; the process has ended itself. */
export interface HungItem {
  readonly type: 'hung';
  readonly item: string;
}

/** How far a reference run is. */
export interface ReferenceProgress {
  readonly done: number;
  readonly of: number;
  /** Whether the items are done for the second time. */
  readonly again: boolean;
}

/** Items without a result, by class of error. */
export type FailuresByKind = Readonly<Partial<Record<ItemErrorKind, number>>>;

/** What doing the work once has shown. */
export interface Reference {
  /** With the items that were done, which may be fewer than asked for. */
  readonly expected: ExpectedWork;
  /** Of the data that `share` returned; null where there is none. */
  readonly sharedBytes: number | null;
  /** Of a pair under faults: items that fail where only its computing half is done, on the bodies kept. */
  readonly bareFailures: FailuresByKind | null;
  /** What failed attempts have cost, in ms; 0 where they are not counted. */
  readonly lostMs: number;
}

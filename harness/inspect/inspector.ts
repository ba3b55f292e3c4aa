import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

import { withoutLoopbackProxy } from '../../mock-server/no-proxy.ts';
import { programUrl } from '../../scenarios/program-url.ts';
import { userStack } from '../bundle/original-stack.ts';
import type { FoundProgram, ModelTraits, ProgramMachine, WorkloadTraits } from '../contract.ts';
import { type ErrorCode, HarnessError } from '../errors.ts';
import { readInspectLine } from './lines.ts';
import type {
  HungItem,
  InspectLine,
  InspectSpec,
  ModuleKind,
  ModuleRef,
  Reference,
  ReferenceProgress,
  ReferenceSpec,
  WorkloadSpec,
} from './protocol.ts';

const MAIN = fileURLToPath(programUrl(import.meta, './main'));

/** For loading modules and listing items. */
const LOADING_MS = 60_000;
/** For building a program, with the libraries of its language. */
const BUILDING_MS = 600_000;
/** Of the end of what a process that failed has printed. */
const TAIL_LINES = 20;

/** What an inspecting process has said, and how it ended. */
interface Inspection {
  readonly spec: InspectSpec;
  readonly lines: readonly InspectLine[];
  /** Whether something else stands between them. */
  readonly foreign: boolean;
  readonly timedOut: boolean;
  /** In a few words, such as `exit code 1`. */
  readonly manner: string;
  readonly stderr: string;
}

/** Whether a user's file is a model or a workload. Throws HarnessError. */
export async function inspectKind(module: ModuleRef, signal: AbortSignal): Promise<ModuleKind> {
  const inspection = await inspect({ task: 'kind', module }, signal);
  const [line] = inspection.lines;
  if (line?.type === 'kind') return line.kind;
  throw errorOf('bad-model', module, line, inspection);
}

/** Traits of each model, or the error why there are none: a bad file harms only itself. */
export async function describeModels(
  modules: readonly ModuleRef[],
  signal: AbortSignal,
): Promise<readonly (ModelTraits | HarnessError)[]> {
  const inspection = await inspect({ task: 'models', modules }, signal);
  return modules.map((module, index) => {
    const line = inspection.lines[index];
    return line?.type === 'model' ? line.traits : errorOf('bad-model', module, line, inspection);
  });
}

/** The command of each of these program models, or why it cannot run here. Throws HarnessError. */
export async function findPrograms(
  modules: readonly ModuleRef[],
  machine: ProgramMachine,
  signal: AbortSignal,
): Promise<readonly FoundProgram[]> {
  const inspection = await inspect({ task: 'programs', modules, machine }, signal);
  return modules.map((module, index) => {
    const line = inspection.lines[index];
    if (line?.type === 'program') return line.found;
    throw errorOf('bad-model', module, line, inspection);
  });
}

/** Throws HarnessError. */
export async function describeWorkload(
  spec: Omit<WorkloadSpec, 'task'>,
  signal: AbortSignal,
): Promise<WorkloadTraits> {
  const inspection = await inspect({ task: 'workload', ...spec }, signal);
  const [line] = inspection.lines;
  if (line?.type === 'workload') return line.traits;
  throw errorOf('bad-workload', spec.module, line, inspection);
}

/** What doing the work once shows; `onProgress` is called now and then. Throws HarnessError. */
export async function inspectReference(
  spec: Omit<ReferenceSpec, 'task'>,
  signal: AbortSignal,
  onProgress: (progress: ReferenceProgress) => void = () => undefined,
): Promise<Reference> {
  const inspection = await inspect({ task: 'reference', ...spec }, signal, (line) => {
    if (line.type === 'progress') onProgress(line);
  });
  const lines = inspection.lines.filter(({ type }) => type !== 'progress');
  const problem = lines.find(({ type }) => type === 'problem' || type === 'hung');
  const [line] = lines;
  if (problem === undefined && line?.type === 'reference') return line.reference;
  if (problem?.type === 'hung') throw hungItem(problem, spec);
  throw errorOf('reference-run', spec.module, problem, inspection);
}

/** Of Node, where an `await` of a module is left with nothing that could settle it. */
const UNSETTLED = 'exit code 13';

async function inspect(
  spec: InspectSpec,
  signal: AbortSignal,
  onLine: (line: InspectLine) => void = () => undefined,
): Promise<Inspection> {
  signal.throwIfAborted();
  const running = execa(process.execPath, [MAIN, JSON.stringify(spec)], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: withoutLoopbackProxy(process.env),
    reject: false,
    stripFinalNewline: false,
    // In a process group of its own: Ctrl-C comes by the signal, which then ends all of it.
    ...{ cancelSignal: signal, killDescendants: true },
    forceKillAfterDelay: false,
    killSignal: 'SIGKILL',
    // Items have a limit of their own.
    ...(spec.task !== 'reference' && { timeout: limitMs(spec) }),
  });
  createInterface({ input: running.stdio[3] }).on('line', (line) => {
    const read = readInspectLine(line);
    if (read !== null) onLine(read);
  });
  const result = await running;
  signal.throwIfAborted();
  // A line that was cut off when the process was killed lacks its end.
  const whole = result.stdio[3].split('\n').slice(0, -1).map(readInspectLine);
  return {
    spec,
    lines: whole.filter((line) => line !== null),
    foreign: whole.includes(null),
    timedOut: result.timedOut,
    manner: result.signal ?? `exit code ${result.exitCode ?? '?'}`,
    stderr: result.stderr,
  };
}

function limitMs({ task }: InspectSpec): number {
  return task === 'programs' ? BUILDING_MS : LOADING_MS;
}

function errorOf(
  code: ErrorCode,
  { shown }: ModuleRef,
  line: InspectLine | undefined,
  { spec, foreign, timedOut, manner, stderr }: Inspection,
): HarnessError {
  if (line?.type === 'problem') return new HarnessError(line.code, userStack(line.message));
  if (timedOut) {
    const message = `${shown} was not loaded, listed and built within ${limitMs(spec) / 1000} s`;
    return new HarnessError(code, message);
  }
  if (foreign) {
    const message = `${shown} writes to descriptor 3, which carries what is said of it`;
    return new HarnessError(code, message);
  }
  if (manner === UNSETTLED) {
    return new HarnessError(code, `${shown} awaits at its top level what never comes (${manner})`);
  }
  const tail = userStack(stderr.trim().split('\n').slice(-TAIL_LINES).join('\n'));
  const end = tail === '' ? ': does it call process.exit?' : `:\n${tail}`;
  return new HarnessError(code, `${shown} ended the process that loaded it (${manner})${end}`);
}

function hungItem({ item }: HungItem, { module, itemLimitMs }: Omit<ReferenceSpec, 'task'>) {
  return new HarnessError(
    'item-too-slow',
    `${module.shown}: item ${item} takes longer than ${itemLimitMs / 1000} s, the time limit: ` +
      'make items smaller, or raise the limit with --timeout',
  );
}

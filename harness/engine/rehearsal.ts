import type { NotRun, Scenario, TrialRecord } from '../../results/format.ts';
import { failureText } from '../../results/failure.ts';
import { Launcher } from '../measure/launcher.ts';
import type { Watch } from './progress.ts';
import { type RunnableScenario, runTrial } from './trial.ts';

/** What can run, and what cannot with the reason. */
export interface Rehearsed {
  readonly runnables: readonly RunnableScenario[];
  readonly notRun: readonly NotRun[];
}

const PLACE = { round: 0, phase: 'warm-up', position: 0 } as const;

/** The end of what a runtime says that lacks a function, and which package of npm asked for it. */
const MISSING = /[\w$.]+ is not (?:a function|defined|a constructor|implemented|supported)/i;
const PACKAGE = /node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//;

/** Whether another runtime executes the trial program of this harness. */
export function isForeign({ source }: RunnableScenario): boolean {
  return source.kind === 'model' && source.program?.path === null;
}

/**
 * Runs everything that another runtime is to execute once, before anything is measured: what fails there has no
 * place in the run. What the harness's own Node executes is known to run, and a failure of it is a result.
 */
export async function rehearse(
  prepared: readonly RunnableScenario[],
  executable: string,
  { progress, signal }: Watch,
): Promise<Rehearsed> {
  if (!prepared.some(isForeign)) return { runnables: prepared, notRun: [] };
  await using launcher = await Launcher.start();
  const notRun: NotRun[] = [];
  for (const runnable of prepared.filter(isForeign)) {
    const { id, label, model, runtime, language } = runnable.scenario;
    progress.doing({ phase: 'rehearsal', text: `trying ${label}` });
    const trial = await runTrial(runnable, PLACE, null, { launcher, executable, signal });
    signal.throwIfAborted();
    const reason = reasonOf(trial);
    if (reason === null) continue;
    notRun.push({ id, label, model, runtime, language, reason });
    progress.note(`${label}: not run: ${reason}`);
  }
  return { runnables: without(prepared, new Set(notRun.map(({ id }) => id))), notRun };
}

/** Null for what did the work; else one line, `execa: channel.refCounted is not a function`. */
function reasonOf(trial: TrialRecord): string | null {
  if (trial.status === 'completed') return null;
  const said = trial.status === 'failed' ? trial.stderr : '';
  const [missing] = MISSING.exec(said) ?? [];
  const [, library] = PACKAGE.exec(said) ?? [];
  if (missing === undefined) return failureText(trial).split('\n')[0] ?? trial.status;
  return library === undefined ? missing : `${library}: ${missing}`;
}

/** What is left is compared with what is left. */
function without(
  prepared: readonly RunnableScenario[],
  gone: ReadonlySet<string>,
): readonly RunnableScenario[] {
  const kept = (id: string | null) => (id !== null && gone.has(id) ? null : id);
  const unlinked = ({ baseline, floor, main, ...rest }: Scenario): Scenario => ({
    ...rest,
    ...{ baseline: kept(baseline), floor: kept(floor), main: kept(main) },
  });
  return prepared
    .filter(({ scenario }) => !gone.has(scenario.id))
    .map((one) => ({ ...one, scenario: unlinked(one.scenario) }));
}

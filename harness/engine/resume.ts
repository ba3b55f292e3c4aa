import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { budgetText } from '../../results/budget-format.ts';
import type { DecisionRule, RunFile } from '../../results/format.ts';
import { RunFileError } from '../../results/reading.ts';
import { salvageRun } from '../../results/salvage.ts';
import { HarnessError } from '../errors.ts';
import { invocation } from '../project.ts';
import { formatEffect } from '../text/format.ts';

/** What one run has and another has not, or has in another way. */
interface Change {
  readonly of: 'machine' | 'code' | 'data' | 'settings';
  readonly name: string;
  readonly before: string;
  readonly now: string;
}

/** Paths of values in a run, with the values as text. */
type Leaves = ReadonlyMap<string, string>;

/** Differ from minute to minute; whether files differ from the commit, the digests of code say better. */
const PASSING: readonly string[] = ['id', 'loadAverage', 'cpuPressure10s', 'gitDirty'];
const OF_SIDE = '.version.gitDirty';
/** Of a machine with its software. */
const SOFTWARE: readonly string[] = ['gitCommit', 'suite', 'packages', 'node', 'v8'];

/** The run that was interrupted or killed, as far as its file is whole. Throws HarnessError. */
export function interruptedRun(folder: string, file: string): RunFile {
  const path = join(folder, file);
  const run = readRun(path);
  if (run.status !== 'complete') return run;
  const message = `--resume: the run in ${path} is complete: leave out --resume to begin a new one`;
  throw new HarnessError('nothing-to-resume', message);
}

/**
 * Refuses to go on with a run that was begun on another machine, with other code, data or settings: one half
 * of its figures would tell of something else than the other. Throws HarnessError.
 */
export function refuseChanges(former: RunFile, now: RunFile): void {
  const change = firstChange(former, now);
  if (change === undefined) return;
  const { command, arguments: given } = former.schedule;
  const again = `give the flags of that run (${invocation(command, ...given, '--resume')}), or `;
  throw new HarnessError(
    'resume-changed',
    `--resume: other ${change.of} than when the run was begun: ${change.name} was ${change.before}, now ${change.now}; ${change.of === 'settings' ? again : ''}begin a new run without --resume`,
  );
}

/** The run goes on: with all its records, and how many these are. */
export function resumed(former: RunFile): RunFile {
  const { trials, launches, resumptions } = former;
  const counts = { trials: trials.length, launches: launches.length };
  const entry = { at: new Date().toISOString(), ...counts };
  const status = { status: 'running', endedAt: null, ending: null } as const;
  return { ...former, ...status, resumptions: [...resumptions, entry] };
}

function readRun(path: string): RunFile {
  try {
    return salvageRun(readFileSync(path, 'utf8')).run;
  } catch (error) {
    if (error instanceof RunFileError) {
      throw new HarnessError('not-a-run-file', `${path}: ${error.message}`, { cause: error });
    }
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const message = `--resume: ${path} does not exist: name the folder of the run with --out, or begin one without --resume`;
    throw new HarnessError('nothing-to-resume', message, { cause: error });
  }
}

function firstChange(former: RunFile, now: RunFile): Change | undefined {
  const before = changesIn(settingsOf(former), settingsOf(now), () => 'settings');
  const machines = changesIn(environmentOf(former), environmentOf(now), (name) =>
    SOFTWARE.includes(name.split('.')[0] ?? '') ? 'code' : 'machine',
  );
  const scenarios = changesIn(scenariosOf(former), scenariosOf(now), ofScenario).filter(
    ({ name }) => !name.endsWith(OF_SIDE),
  );
  return [...before, ...machines, ...scenarios][0];
}

function changesIn(
  before: Leaves,
  now: Leaves,
  of: (name: string) => Change['of'],
): readonly Change[] {
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((name) => before.get(name) !== now.get(name))
    .map((name) => {
      const text = (leaves: Leaves) => leaves.get(name) ?? 'not set';
      return { of: of(name), name, before: text(before), now: text(now) };
    });
}

/** The order of all that is measured follows from these and the records. */
function settingsOf({ schedule, scenarios }: RunFile): Leaves {
  const { command, seed, warmupRounds, scale, looks, budgets } = schedule;
  const { accepted = [], ...rule } = schedule.rule ?? {};
  const named = {
    models: scenarios.map(({ id }) => id).join(', '),
    looks: looks.join(', ') || 'none',
    budgets: budgets.map(budgetText).join(', ') || 'none',
    waivers: accepted.map(acceptedText).join(', ') || 'none',
  };
  return leavesOf({ command, seed, warmupRounds, scale, ...rule, ...named });
}

function acceptedText({ model, metric, ceiling }: DecisionRule['accepted'][number]): string {
  return `${model} ${metric} ${formatEffect(ceiling)}`;
}

function environmentOf({ environments }: RunFile): Leaves {
  const [machine = {}] = environments;
  const kept = Object.entries(machine).filter(([name]) => !PASSING.includes(name));
  return leavesOf(Object.fromEntries(kept));
}

function scenariosOf({ scenarios }: RunFile): Leaves {
  return leavesOf(
    Object.fromEntries(
      scenarios.map(({ id, expected, ...scenario }) => {
        // Measured anew by each reference run.
        const measured = { expected: expected && { ...expected, itemMs: null }, sharedBytes: null };
        return [id, { ...scenario, ...measured }];
      }),
    ),
  );
}

function ofScenario(name: string): Change['of'] {
  if (/\.(codeSha256|runtime|version\.gitCommit)$/.test(name)) return 'code';
  return /\.(mock\.dataset|expected)\./.test(name) ? 'data' : 'settings';
}

function leavesOf(value: unknown, path = ''): Leaves {
  if (typeof value !== 'object' || value === null) return new Map([[path, String(value)]]);
  const entries = Object.entries(value).flatMap(([name, part]) => [
    ...leavesOf(part, path === '' ? name : `${path}.${name}`),
  ]);
  return new Map(entries);
}

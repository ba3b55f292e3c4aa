import type { RunFile } from '../../../results/format.ts';
import type { Finding } from '../../analysis/finding.ts';
import { invocation } from '../../project.ts';
import { unequalWork } from '../unequal-work.ts';
import { type BaselineChoice, ENOUGH_RUNS } from './baseline-choice.ts';
import { machineOf } from './fingerprint.ts';
import { modelsOf } from './quantity.ts';

const HOUR_MS = 3_600_000;

/** What the reader of a comparison with stored runs must know. */
export function storedFindings(run: RunFile, choice: BaselineChoice): readonly Finding[] {
  return [
    ...unequalWork(run),
    ...(choice.sameMachine ? [fewRuns(choice), closeRuns(choice)] : [otherMachine(choice)]),
    ...missingModels(run, choice),
    otherPackages(run, choice),
  ].filter((finding) => finding !== null);
}

function otherMachine({ differences, stored }: BaselineChoice): Finding {
  return {
    code: 'other-machine',
    severity: 'problem',
    scenario: null,
    seen: `the baselines are of ${stored.length === 1 ? 'another machine' : `${stored.length} other machines`} (${differences.join('; ')}), so time, CPU and memory are compared as ratios only and decide nothing`,
    advice: `Run ${invocation('baseline')} on this machine, or compare with a version of the code: --against REF.`,
  };
}

function fewRuns({ stored }: BaselineChoice): Finding | null {
  if (stored.length >= ENOUGH_RUNS) return null;
  return {
    code: 'few-stored-runs',
    severity: 'problem',
    scenario: null,
    seen: `${stored.length} of the ${ENOUGH_RUNS} stored runs that it takes to know how runs differ from each other, so time, CPU and memory decide nothing yet`,
    advice: `Run ${invocation('baseline')} again, at other hours and on other days.`,
  };
}

/** Runs of one hour share its weather, and look more alike than runs of different days. */
function closeRuns({ stored }: BaselineChoice): Finding | null {
  const times = stored.map(({ run }) => Date.parse(run.startedAt));
  if (stored.length < 2 || Math.max(...times) - Math.min(...times) > HOUR_MS) return null;
  return {
    code: 'stored-runs-close',
    severity: 'warning',
    scenario: null,
    seen: `all ${stored.length} stored runs were made within one hour, so the intervals may be too narrow`,
    advice: 'Store runs of different hours and days.',
  };
}

function missingModels(run: RunFile, { stored }: BaselineChoice): readonly Finding[] {
  return modelsOf(run)
    .filter(({ id }) => !stored.some((one) => one.run.scenarios.some((other) => other.id === id)))
    .map(({ id, model }) => ({
      code: 'not-stored',
      severity: 'warning' as const,
      scenario: id,
      seen: `${model} is in no stored run and was not compared`,
      advice: `Run ${invocation('baseline')} with this model.`,
    }));
}

/** Dependencies are part of what is checked: a difference may well come from them. */
function otherPackages(run: RunFile, { stored }: BaselineChoice): Finding | null {
  const newest = stored.at(-1);
  const before = newest === undefined ? {} : machineOf(newest.run).packages;
  const changed = Object.entries(machineOf(run).packages)
    .filter(([name, version]) => before[name] !== version)
    .map(([name, version]) => `${name} ${before[name] ?? 'none'} → ${version}`);
  if (changed.length === 0) return null;
  return {
    code: 'other-packages',
    severity: 'note',
    scenario: null,
    seen: `packages changed since: ${changed.join(', ')}`,
    advice: 'A difference may come from them.',
  };
}

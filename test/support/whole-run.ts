import type { RunFile, TrialRecord } from '../../results/format.ts';
import { completedTrial, failedTrial, invalidTrial, runOf, scenario } from './run.ts';

/** Four scenarios over seven rounds and a warm-up, one of them with a failed and an invalid trial. */
export function wholeRun(): RunFile {
  const scenarios = [
    scenario('bare-work', 'floor'),
    ...['single-threaded', 'worker-threads', 'child-processes', 'broken'].map((model) =>
      scenario(model),
    ),
  ];
  const rounds = [-1, 0, 1, 2, 3, 4, 5, 6];
  return runOf(scenarios, rounds.flatMap(roundOf));
}

function roundOf(round: number): readonly TrialRecord[] {
  // A fixed wobble, so that intervals have a width.
  const noise = round === -1 ? 1.9 : 1 + ((round * 3) % 7) / 50;
  const none = { latencyP50Ms: null, latencyP90Ms: null, latencyP99Ms: null };
  return [
    completedTrial('bare-work', round, { wallMs: 400 * noise, cpuMs: 390 * noise, ...none }),
    completedTrial('single-threaded', round, { wallMs: 1234 * noise, cpuMs: 640 * noise }),
    completedTrial('worker-threads', round, {
      ...{ wallMs: 960 * noise, cpuMs: 980 * noise, peakRssBytes: 1234e6 * noise },
      ...{ messages: 8, boundaryBytes: 751, workersReadyMs: 210, firstResultMs: 230 },
    }),
    completedTrial('child-processes', round, {
      ...{ wallMs: 1230 * (2 - noise), cpuMs: 12_345 * noise, peakPssBytes: null },
      ...{ messages: 33, boundaryBytes: 123_456, processes: 6 },
    }),
    round === 2
      ? failedTrial('broken', round, 'killed by SIGSEGV | <b>*at*</b>\n[x](http://evil)')
      : round === 3
        ? invalidTrial('broken', round, '999 of 1000 items have a result')
        : completedTrial('broken', round, { wallMs: 100 }),
  ];
}

import type { CompletedTrial, RunFile } from '../../results/format.ts';
import { wholeRun } from './whole-run.ts';

/** The whole run with event loops, workers, latencies and memory over time in every trial. */
export function detailedRun(): RunFile {
  const run = wholeRun();
  return {
    ...run,
    trials: run.trials.map((trial) => (trial.status === 'completed' ? detailed(trial) : trial)),
  };
}

function detailed(trial: CompletedTrial): CompletedTrial {
  const pids = trial.scenario === 'child-processes' ? [100, 101, 102] : [100];
  const atMs = [0, 250, 500, 750, 1000];
  const rssBytes = [40e6, 60e6, 90e6, 120e6, 0];
  return {
    ...trial,
    loops: pids.map((pid, index) => ({
      role: (['main', 'producer', 'worker'] as const)[index] ?? 'worker',
      id: 0,
      owner: 'process',
      pid,
      cpuUserMs: 150,
      cpuSystemMs: 20,
      loopUtilization: 0.5,
      peakRssBytes: 120e6,
    })),
    workers: [{ id: 0, readyMs: 60, endedMs: 970, items: 1000, bodyBytes: 14_000_000 }],
    latencies: [
      [500, 300],
      [503, 600],
      [510, 100],
    ],
    memory: {
      atMs,
      rssBytes: rssBytes.map((bytes) => bytes * pids.length),
      pssBytes: rssBytes.map((bytes) => bytes * 0.8 * pids.length),
      processes: pids.map((pid) => ({ pid, rssBytes })),
    },
  };
}

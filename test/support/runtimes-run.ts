import type { NotRun, RunFile } from '../../results/format.ts';
import { completedTrial, onRuntime, runOf, scenario } from './run.ts';

export const HOME = 'node 26.10.0';
export const BUN = 'bun 1.4.5';

/** What each runtime takes, as multiples of what the one of the harness takes. */
const FACTORS: Readonly<Record<string, number>> = { 'node 22.19.0': 1.25, [BUN]: 0.5 };

const notRun: NotRun = {
  ...{ id: `child-processes on ${BUN}`, label: `child-processes on ${BUN}` },
  ...{
    model: 'child-processes',
    runtime: BUN,
    language: null,
    reason: 'execa: channel.refCounted is missing',
  },
};

/** The models under three runtimes over ten rounds; one cannot run, and one runtime is not there. */
export function runtimesRun(): RunFile {
  const home = [
    scenario('bare-work', 'floor'),
    ...['single-threaded', 'worker-threads', 'child-processes'].map((model) => scenario(model)),
  ];
  const all = [
    ...home.map((one) => onRuntime(one, 'node 22.19.0')),
    ...home,
    ...home.slice(0, 3).map((one) => onRuntime(one, BUN)),
  ];
  const rounds = Array.from({ length: 10 }, (_, round) => round);
  const trials = rounds.flatMap((round) =>
    all.map(({ id, model, runtime }) => {
      const times = (FACTORS[runtime] ?? 1) * (1 + ((round * 3) % 7) / 50);
      const wallMs =
        { 'bare-work': 400, 'single-threaded': 1000, 'worker-threads': 800 }[model] ?? 900;
      return completedTrial(id, round, { wallMs: wallMs * times, cpuMs: wallMs * times });
    }),
  );
  const missing = { ...notRun, id: 'bare-work on deno', model: 'bare-work', runtime: 'deno' };
  return runOf(all, trials, {
    warmupRounds: 0,
    rounds: 10,
    runtimes: [
      { name: 'node 22.19.0', engine: 'V8 12.4', lacks: [] },
      { name: HOME, engine: 'V8 14.6', lacks: [] },
      { name: BUN, engine: 'JavaScriptCore', lacks: ['performance.eventLoopUtilization'] },
      { name: 'deno', engine: null, lacks: [] },
    ],
    notRun: [notRun, { ...missing, label: missing.id, reason: 'deno is not on this machine' }],
  });
}

import type { Scenario } from '../../results/format.ts';
import { completedTrial, runOf, scenario } from './run.ts';

const CPYTHON = 'CPython 3.11.2, httpx 0.23.3';

/** A model of Node with its floor, and programs in two languages; of twelve rounds. */
export function languagesRun() {
  const python = { language: 'Python', runtime: CPYTHON };
  const threads = program('python-threads', python);
  const onePool = {
    ...program('python-threads-one-pool', python),
    ...{ variantOf: 'python-threads', main: 'python-threads' },
  };
  const scenarios: readonly Scenario[] = [
    scenario('bare-work', 'floor'),
    scenario('single-threaded'),
    scenario('worker-threads'),
    { ...program('python-bare-work', python), kind: 'floor', mock: null, floor: null },
    { ...threads, analogue: 'threads under the GIL' },
    onePool,
    program('go-goroutines', { language: 'Go', runtime: 'go 1.19.8' }),
  ];
  const rounds = [...Array(12).keys()];
  const trials = rounds.flatMap((round) => [
    completedTrial('bare-work', round, { wallMs: 400, cpuMs: 400 + round }),
    completedTrial('single-threaded', round, { wallMs: 1200, cpuMs: 800 + round }),
    completedTrial('worker-threads', round, { wallMs: 600, cpuMs: 1000 + round }),
    completedTrial('python-bare-work', round, { wallMs: 1500, cpuMs: 1500 + round }),
    ofProgram('python-threads', round, 5000, { 'connections per pool': 10 }),
    ofProgram('python-threads-one-pool', round, 10_000, { 'connections per pool': 100 }),
    ofProgram('go-goroutines', round, 900, { GOMAXPROCS: 2 }),
  ]);
  const missing = { id: 'python-free-threading', label: 'python-free-threading' };
  const reason = 'no free-threaded Python was found';
  const run = runOf(scenarios, trials, {
    notRun: [
      { ...missing, model: missing.id, runtime: 'Python', language: 'Python', reason },
      { ...{ id: 'bun', label: 'bun' }, model: 'bun', runtime: 'bun', language: null, reason },
    ],
  });
  return { ...run, scenarios: run.scenarios.map(linkedWithinLanguage) };
}

function linkedWithinLanguage(one: Scenario): Scenario {
  const base = { Python: 'python-threads', Go: null }[one.language ?? ''];
  const isBase = base === undefined || base === one.id || one.kind === 'floor';
  return one.language === null ? one : { ...one, baseline: isBase ? null : base };
}

function program(model: string, { language, runtime }: Pick<Scenario, 'language' | 'runtime'>) {
  return { ...scenario(model), ...{ analogue: null, language, runtime } };
}

function ofProgram(id: string, round: number, ms: number, counters: Record<string, number>) {
  const trial = completedTrial(id, round, { wallMs: ms + round, cpuMs: ms + 3 * round });
  const figures = id.startsWith('python') ? { ...counters, 'CPU of start-up, ms': 500 } : counters;
  return { ...trial, figures };
}

import { join } from 'node:path';

import type { ExpectedWork, WorkSettings } from '../../results/format.ts';
import type { Workload } from '../contract.ts';
import type { MockServers, RunningMock } from './mocks.ts';
import { referenceRun } from './reference.ts';
import type { PlannedScenario } from './scenario.ts';
import type { RunnableScenario } from './trial.ts';

/** What the reference run of some work came to. */
interface Reference {
  readonly expected: ExpectedWork;
  /** File of the bodies, for floors and programs. */
  readonly bodyPackPath: string;
}

/** Where scenarios are run. */
interface Premises {
  readonly mocks: MockServers;
  /** For files that only this run needs. */
  readonly folder: string;
  /** Id of the environment. */
  readonly machine: string;
}

/** For start, end and the computing of a usual run, on a slow machine. */
const LEAST_MS = 60_000;

/** Starts the mock servers and does every work once, to learn what trials must prove. */
export async function prepare(
  planned: readonly PlannedScenario[],
  { mocks, folder, machine }: Premises,
): Promise<readonly RunnableScenario[]> {
  const refer = references(folder);
  const runnables: RunnableScenario[] = [];
  for (const { scenario, source, mock: request, timeoutMs } of planned) {
    const mock = request === null ? null : await mocks.at(request);
    const work =
      source.kind === 'model'
        ? { workload: source.workload, settings: scenario.settings }
        : source.bodiesOf && { ...source.bodiesOf, workload: source.bodiesOf.workload.value };
    const reference = work?.settings ? await refer(work.workload, work.settings, mock) : null;
    const proved = source.kind === 'model' ? (reference?.expected ?? null) : null;
    // A floor and a program make no requests: the server was asked for the reference alone.
    const asks = scenario.kind === 'model' && mock !== null;
    runnables.push({
      scenario: {
        ...scenario,
        machine,
        mock: asks ? mock.conditions : null,
        expected: proved && (asks ? proved : { ...proved, http: null }),
      },
      ...{ source, mock, bodyPackPath: reference?.bodyPackPath ?? null },
      timeoutMs: timeoutMs ?? timeLimitMs(scenario.settings, mock?.conditions.latencyMs ?? 0),
    });
  }
  return runnables;
}

/**
 * When a trial that still runs must be hanging. The slowest way to do the work has one request at a
 * time per worker; twice that, for workers that do not share it evenly.
 */
export function timeLimitMs(settings: WorkSettings | null, latencyMs: number): number {
  if (settings === null) return LEAST_MS;
  return LEAST_MS + 2 * Math.ceil(settings.items / settings.workers) * latencyMs;
}

/** Does every work once for all scenarios that ask for it, and keeps the bodies in `folder`. */
function references(folder: string) {
  const known = new Map<string, Reference>();
  return async (
    workload: Workload,
    settings: WorkSettings,
    mock: RunningMock | null,
  ): Promise<Reference> => {
    // Batches and latency change how the work is done, not what comes of it. Each worker opens the
    // workload once more, which may take requests.
    const { items, encoding, workers, inFlight } = settings;
    const data = mock?.conditions.dataset.sha256;
    const key = JSON.stringify([workload.name, items, workers, encoding, data]);
    const bodyPackPath = join(folder, `bodies-${known.size}`);
    const reference = known.get(key) ?? {
      bodyPackPath,
      expected: await referenceRun({
        workload,
        settings: { ...settings, origin: mock?.server.url ?? '' },
        mock: mock?.server ?? null,
        bodyPackPath,
      }),
    };
    known.set(key, reference);
    const maxInFlight = Math.min(items, workers * inFlight);
    const http = reference.expected.http && { ...reference.expected.http, maxInFlight };
    return { ...reference, expected: { ...reference.expected, http } };
  };
}

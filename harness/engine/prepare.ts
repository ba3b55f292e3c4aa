import { join } from 'node:path';

import { meanDelayMs, parseFaults } from '../../mock-server/faults.ts';
import type { ExpectedWork, Limits, WorkSettings } from '../../results/format.ts';
import type { Entry } from '../catalog.ts';
import type { WorkloadTraits } from '../contract.ts';
import { HarnessError } from '../errors.ts';
import { inspectReference } from '../inspect/inspector.ts';
import type { Reference, ReferenceProgress } from '../inspect/protocol.ts';
import { type FaultyUse, refuseFaultyServer } from './faulty-mock.ts';
import { ownCodeDigest } from './suite.ts';
import type { MockRequest, MockServers, RunningMock } from './mocks.ts';
import { expectLimits } from './limiting.ts';
import { expectOpenFiles, openFilesAdvice } from './open-files.ts';
import type { Watch } from './progress.ts';
import { quickItemsNote } from './quick-items.ts';
import { LONGEST_WAIT_MS } from '../../scenarios/retries.ts';
import type { PlannedScenario } from './scenario.ts';
import type { RunnableScenario } from './trial.ts';

/** What the reference run of some work came to. */
interface KeptReference extends Reference {
  /** File of the bodies, for floors and programs. */
  readonly bodyPackPath: string;
}

/** Where scenarios are run. */
export interface Premises extends FaultyUse {
  readonly mocks: MockServers;
  /** For files that only this run needs. */
  readonly folder: string;
  /** Id of the environment. */
  readonly machine: string;
  /** Only as many items are measured as one event loop does within so many ms; null for all. */
  readonly workMs: number | null;
  /** Of every trial; null for none. */
  readonly limits: Limits | null;
  readonly watch: Watch;
}

const REFERENCE_RUN = 'reference run';

/** For start, end and the computing of a usual run, on a slow machine. */
const LEAST_MS = 60_000;

/** Starts the mock servers and does every work once, to learn what trials must prove. */
export async function prepare(
  planned: readonly PlannedScenario[],
  { mocks, folder, machine, workMs, limits, watch, ...use }: Premises,
): Promise<readonly RunnableScenario[]> {
  expectConnections(planned);
  await expectLimits(limits);
  const running = opened(mocks, watch);
  const refer = references(folder, workMs, watch);
  const runnables: RunnableScenario[] = [];
  for (const one of planned) {
    const { scenario: asked, source, mock: request, timeoutMs } = one;
    const [mock, promptMock] = await mocksFor(request, running, use.launches);
    if (mock !== null) refuseFaultyServer(mock, one, use);
    const scenario = { ...asked, settings: countingAttempts(asked.settings, mock) };
    const work =
      source.kind === 'program'
        ? source.bodiesOf
        : { workload: source.workload, settings: scenario.settings };
    const reference =
      work?.settings == null
        ? null
        : await refer(work.workload, work.settings, { mock, timeoutMs: timeoutMs ?? LEAST_MS });
    // A floor and a program make no requests: the server was asked for the reference alone.
    const asks = scenario.kind === 'model' && mock !== null;
    const settings = reference === null ? scenario.settings : atMost(scenario.settings, reference);
    runnables.push({
      scenario: {
        ...{ ...scenario, settings, machine, limits, codeSha256: ownCodeDigest(scenario, source) },
        mock: asks ? mock.conditions : null,
        expected: reference && expectedOf(source, reference, asks),
        sharedBytes: reference?.sharedBytes ?? null,
      },
      ...{ source, mock, promptMock, bodyPackPath: reference?.bodyPackPath ?? null },
      timeoutMs: timeoutMs ?? timeLimitMs(settings, longestWaits(mock, reference)),
    });
  }
  return runnables;
}

/** That of whole trials, and that of launches, which are the same where there are none. */
async function mocksFor(
  request: MockRequest | null,
  running: (request: MockRequest) => Promise<RunningMock>,
  launches: boolean,
): Promise<readonly [mock: RunningMock | null, promptMock: RunningMock | null]> {
  if (request === null) return [null, null];
  return Promise.all([running(request), running(launches ? withoutLatency(request) : request)]);
}

/** Says what it waits for. */
function opened(mocks: MockServers, { progress }: Watch) {
  return (request: MockRequest): Promise<RunningMock> => {
    const verb = 'url' in request ? 'asking' : 'starting';
    progress.doing({ phase: 'mock server', text: `${verb} the mock server` });
    return mocks.at(request);
  };
}

/** Under faults attempts are counted, also where none is repeated. */
function countingAttempts(settings: WorkSettings | null, mock: RunningMock | null) {
  if (settings === null || (mock?.conditions.faults ?? null) === null) return settings;
  return { ...settings, retries: settings.retries ?? 0 };
}

/** What every trial must prove; null for a program. A floor has the bodies as they came at last. */
function expectedOf(
  { kind }: PlannedScenario['source'],
  { expected, bareFailures }: Reference,
  asks: boolean,
): ExpectedWork | null {
  if (kind === 'program') return null;
  if (asks) return expected;
  const failing = expected.failuresByKind !== undefined && bareFailures !== null;
  return { ...expected, http: null, ...(failing && { failuresByKind: bareFailures }) };
}

/** With the items that the reference run did. */
function atMost(
  settings: WorkSettings | null,
  { expected: { items } }: Reference,
): WorkSettings | null {
  if (settings === null || settings.items <= items) return settings;
  const batchSize = Math.min(settings.batchSize, Math.ceil(items / settings.workers));
  return { ...settings, items, batchSize };
}

/** One that runs already answers as it does. */
function withoutLatency(request: MockRequest): MockRequest {
  return 'url' in request ? request : { ...request, latencyMs: 0 };
}

/** What makes a trial long, as far as it is known. */
interface Waits {
  /** Before each answer. */
  readonly latencyMs: number;
  /** For each item. */
  readonly itemMs: number;
  /** By failed attempts at all items. */
  readonly lostMs: number;
}

/**
 * When a trial that still runs must be hanging. The slowest way to do the work has one item at a time
 * per worker, or one at all for what computes; twice that, for workers that do not share it evenly.
 */
export function timeLimitMs(
  settings: WorkSettings | null,
  { latencyMs, itemMs, lostMs }: Waits,
): number {
  if (settings === null) return LEAST_MS;
  const { items, workers } = settings;
  return LEAST_MS + 2 * (Math.ceil(items / workers) * latencyMs + items * itemMs + lostMs);
}

function longestWaits(mock: RunningMock | null, reference: Reference | null): Waits {
  // The mean is not known, but lies between the two.
  const { median, max } = reference?.expected.itemMs ?? { median: 0, max: 0 };
  const { latencyMs, faults } = mock?.conditions ?? { latencyMs: 0, faults: null };
  return {
    latencyMs: latencyMs + (faults === null ? 0 : meanDelayMs(parseFaults(faults))),
    itemMs: Math.min(max, 10 * median),
    lostMs: reference?.lostMs ?? 0,
  };
}

/** What failed attempts at one item may take. */
function attemptsLimitMs({ retries, requestTimeoutMs }: WorkSettings): number {
  return retries === undefined ? 0 : (retries + 1) * (requestTimeoutMs + LONGEST_WAIT_MS);
}

/** Does every work once for all scenarios that ask for it, and keeps the bodies in `folder`. */
function references(folder: string, workMs: number | null, { progress, signal }: Watch) {
  const known = new Map<string, KeptReference>();
  return async (
    workload: Entry<WorkloadTraits>,
    settings: WorkSettings,
    { mock, timeoutMs }: { readonly mock: RunningMock | null; readonly timeoutMs: number },
  ): Promise<KeptReference> => {
    // Batches and latency change how the work is done, not what comes of it. Each worker opens the
    // workload once more, which may take requests.
    const { items, encoding, workers, inFlight, params } = settings;
    const data = mock?.conditions.dataset.sha256;
    const attempts = [mock?.conditions.faults, mock?.conditions.seed, settings.retries];
    const key = JSON.stringify([workload.url, items, workers, encoding, params, data, attempts]);
    const bodyPackPath = join(folder, `bodies-${known.size}`);
    const spec = {
      ...{ module: workload, bodyPackPath, workMs },
      itemLimitMs: timeoutMs + attemptsLimitMs(settings),
      settings: { ...settings, origin: mock?.server.url ?? '' },
      mockUrl: mock?.server.url ?? null,
      // The suite's own are known to give the same results every time.
      repeats: workload.file !== null,
    };
    const isNew = !known.has(key);
    if (isNew) progress.doing({ phase: REFERENCE_RUN, text: REFERENCE_RUN });
    const reference = known.get(key) ?? {
      bodyPackPath,
      ...(await referenceOf(spec, signal, (at) => {
        progress.doing({ phase: REFERENCE_RUN, text: referenceText(at) });
      })),
    };
    known.set(key, reference);
    const note = isNew ? quickItemsNote(reference.expected) : null;
    if (note !== null) progress.note(note);
    const maxInFlight = Math.min(reference.expected.items, workers * inFlight);
    const http = reference.expected.http && { ...reference.expected.http, maxInFlight };
    return { ...reference, expected: { ...reference.expected, http } };
  };
}

/** Of all models before anything is started. Throws HarnessError. */
function expectConnections(planned: readonly PlannedScenario[]): void {
  for (const { scenario, mock } of planned) {
    const { kind, settings } = scenario;
    if (kind === 'model' && mock !== null && settings !== null) expectOpenFiles(settings);
  }
}

/** Throws HarnessError, with what helps where it was for a limit of the system. */
async function referenceOf(...asked: Parameters<typeof inspectReference>): Promise<Reference> {
  try {
    return await inspectReference(...asked);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const advice = openFilesAdvice(error.message);
    // A stack may follow the first line.
    throw new HarnessError(error.code, error.message.replace(/$/m, advice), { cause: error });
  }
}

function referenceText({ done, of, again }: ReferenceProgress): string {
  return `${REFERENCE_RUN}: ${done} of ${of} items${again ? ' once more' : ''}`;
}

import type { MockServer } from '../../mock-server/client.ts';
import type { ExpectedWork } from '../../results/format.ts';
import { writeBodyPack } from '../../scenarios/body-pack.ts';
import type { Batch, Session, TrialSettings, Workload } from '../contract.ts';
import { HarnessError } from '../errors.ts';
import { runWorker } from '../../scenarios/worker.ts';
import { ResultTally } from '../trial/result-tally.ts';

/**
 * Does the work once, plainly and in the harness, to learn what every trial must prove: digest,
 * requests, bytes. The bodies are kept for the floor. Nothing here is measured.
 */
export async function referenceRun(input: {
  readonly workload: Workload;
  readonly settings: TrialSettings;
  readonly mock: MockServer;
  readonly bodyPackPath: string;
}): Promise<ExpectedWork> {
  const { workload, settings, mock } = input;
  await mock.resetCounters();
  const names = await listNames(workload, settings);
  const used = names.slice(0, settings.items);
  const { bodies, lines } = await fetchOnce(workload, settings, used);
  const served = await mock.counters();
  writeBodyPack(input.bodyPackPath, used, bodies);

  const results = new ResultTally({ first: 0, count: settings.items });
  let itemBytes = 0;
  for (let item = 0; item < settings.items; item++) {
    const index = item % used.length;
    results.add({ first: item, lines: [lines[index] ?? null], failures: [] });
    itemBytes += bodies[index]?.byteLength ?? 0;
  }
  const onceBytes = bodies.reduce((sum, body) => sum + body.byteLength, 0);
  return {
    items: settings.items,
    digest: results.proof().digest,
    // What is not an item's request belongs to the list, and is the same however many items cycle.
    requests: served.requests - used.length + settings.items,
    bodyBytes: served.bodyBytes - onceBytes + itemBytes,
    maxInFlight: Math.min(settings.items, settings.workers * settings.inFlight),
  };
}

async function listNames(workload: Workload, settings: TrialSettings): Promise<readonly string[]> {
  try {
    const names = await workload.list(settings);
    if (names.length === 0) throw new Error('it is empty');
    return names;
  } catch (error) {
    throw failed(workload, 'the list of items', error);
  }
}

async function openSession(workload: Workload, settings: TrialSettings): Promise<Session> {
  try {
    return await workload.open(settings);
  } catch (error) {
    throw failed(workload, 'the opening of a session', error);
  }
}

/** Every item once, by the same worker that the models use. */
async function fetchOnce(workload: Workload, settings: TrialSettings, names: readonly string[]) {
  const bodies = new Map<string, Uint8Array>();
  const keeping: Workload = {
    ...workload,
    compute(name, body) {
      bodies.set(name, body);
      return workload.compute(name, body, settings);
    },
  };
  const lines: (string | null)[] = [];
  const pending: Batch[] = [{ first: 0, names }];
  await runWorker({
    id: 0,
    workload: keeping,
    settings,
    session: await openSession(workload, settings),
    take: () => Promise.resolve(pending.shift()),
    deliver(result) {
      const [failure] = result.failures;
      if (failure !== undefined) throw failed(workload, failure.name, failure.message);
      // In order, since there is one worker.
      for (const line of result.lines) lines.push(line);
    },
  });
  return { bodies: names.map((name) => bodies.get(name) ?? new Uint8Array()), lines };
}

function failed(workload: Workload, what: string, cause: unknown): HarnessError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new HarnessError(
    'reference-run',
    `workload ${workload.name} failed before anything was measured, at ${what}: ${reason}`,
    { cause },
  );
}

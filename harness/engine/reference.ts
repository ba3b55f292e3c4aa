import type { MockServer } from '../../mock-server/client.ts';
import type { ExpectedWork } from '../../results/format.ts';
import { writeBodyPack } from '../../scenarios/body-pack.ts';
import { type OpenWorkload, openWorkload } from '../../scenarios/item.ts';
import type { TrialSettings, Workload } from '../contract.ts';
import { HarnessError } from '../errors.ts';
import { ResultTally } from '../trial/result-tally.ts';

export interface ReferenceInput {
  readonly workload: Workload;
  readonly settings: TrialSettings;
  /** Null for a workload that does not use it. */
  readonly mock: MockServer | null;
  /** Where the bodies of a pair are kept for the floor. */
  readonly bodyPackPath: string;
}

/** What the mock server answered during one part of the work. */
interface Answered {
  readonly requests: number;
  readonly bodyBytes: number;
}

/**
 * Does the work once, plainly and in the harness, to learn what every trial must prove: digest,
 * requests, bytes. Each part is counted for itself, since they do not come equally often: a trial
 * lists once, opens a session per worker, and starts again with the first name after the last.
 */
export async function referenceRun(input: ReferenceInput): Promise<ExpectedWork> {
  const { workload, settings, mock } = input;
  const { items, workers, inFlight } = settings;
  await mock?.resetCounters();
  const all = await listNames(workload, settings);
  const list = await answered(mock);
  const names = all.slice(0, items);
  const beyond = items % names.length;
  const rounds = Math.floor(items / names.length);

  const bodies = new Map<string, Uint8Array>();
  const work = await open(workload, settings, bodies);
  const opening = await answered(mock);
  const { lines, ofHead, ofTail } = await doItems(work, names, beyond, input);
  const closing = await answered(mock);
  if (bodies.size > 0) {
    const inOrder = names.map((name) => bodies.get(name) ?? new Uint8Array());
    writeBodyPack(input.bodyPackPath, names, inOrder);
  }

  const parts: readonly (readonly [times: number, answers: Answered])[] = [
    [1, list],
    [workers, opening],
    [rounds + 1, ofHead],
    [rounds, ofTail],
    [workers, closing],
  ];
  const sum = (of: keyof Answered) =>
    parts.reduce((total, [times, answers]) => total + times * answers[of], 0);
  return {
    items,
    digest: digestOf(lines, items),
    http: mock && {
      requests: sum('requests'),
      bodyBytes: sum('bodyBytes'),
      maxInFlight: Math.min(items, workers * inFlight),
    },
  };
}

async function listNames(workload: Workload, settings: TrialSettings): Promise<readonly string[]> {
  try {
    const names: unknown = await workload.list(settings);
    if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
      throw new Error('it is not an array of strings');
    }
    if (names.length === 0) throw new Error('it is empty');
    return names;
  } catch (error) {
    throw failed(workload, 'the list of items', error);
  }
}

/** Opened like that of a worker, and of a pair all bodies are kept. */
async function open(
  workload: Workload,
  settings: TrialSettings,
  bodies: Map<string, Uint8Array>,
): Promise<OpenWorkload> {
  try {
    if ('run' in workload) return await openWorkload(workload, settings);
    const keeping: Workload = {
      ...workload,
      compute(name, body) {
        bodies.set(name, body);
        return workload.compute(name, body, settings);
      },
    };
    return await openWorkload(keeping, settings);
  } catch (error) {
    throw failed(workload, 'the opening of a session', error);
  }
}

/** Every item once: those that come once more than the others, then the others. */
async function doItems(
  work: OpenWorkload,
  names: readonly string[],
  beyond: number,
  input: ReferenceInput,
) {
  try {
    const head = await doInLanes(work, names.slice(0, beyond), input);
    const ofHead = await answered(input.mock);
    const tail = await doInLanes(work, names.slice(beyond), input);
    return { lines: [...head, ...tail], ofHead, ofTail: await answered(input.mock) };
  } finally {
    await work.close();
  }
}

async function doInLanes(
  work: OpenWorkload,
  names: readonly string[],
  { workload, settings }: ReferenceInput,
): Promise<readonly (string | null)[]> {
  const lines = new Array<string | null>(names.length).fill(null);
  // All lanes draw from one iterator.
  const queue = names.entries();
  async function lane(): Promise<void> {
    for (const [index, name] of queue) {
      const { line, failure } = await work.run(name, null);
      if (failure !== null) throw failed(workload, name, failure.message);
      lines[index] = line;
    }
  }
  await Promise.all(Array.from({ length: settings.inFlight }, lane));
  return lines;
}

/** What the mock server answered since the last call. */
async function answered(mock: MockServer | null): Promise<Answered> {
  return (await mock?.resetCounters()) ?? { requests: 0, bodyBytes: 0 };
}

/** Of all items: names cycle. */
function digestOf(lines: readonly (string | null)[], items: number): string {
  const results = new ResultTally({ first: 0, count: items });
  for (let item = 0; item < items; item++) {
    results.add({ first: item, lines: [lines[item % lines.length] ?? null], failures: [] });
  }
  return results.proof().digest;
}

function failed(workload: Workload, what: string, cause: unknown): HarnessError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new HarnessError(
    'reference-run',
    `workload ${workload.name} failed before anything was measured, at ${what}: ${reason}`,
    { cause },
  );
}

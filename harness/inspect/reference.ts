import type { CountersReport, MockServer } from '../../mock-server/client.ts';
import { writeBodyPack } from '../../scenarios/body-pack.ts';
import { type OpenWorkload, openWorkload } from '../../scenarios/item.ts';
import { shareData, sharedBytes } from '../../scenarios/shared-data.ts';
import { shownName } from '../../scenarios/simple/item-name.ts';
import type { ItemFailure, LostTime, SharedData, TrialSettings, Workload } from '../contract.ts';
import { HarnessError } from '../errors.ts';
import { ResultTally } from '../trial/result-tally.ts';
import { checkedList } from './describe.ts';
import { errorText } from './error-text.ts';
import { type ItemClock, itemClock } from './item-clock.ts';
import { affordableItems } from './affordable.ts';
import {
  acceptFailure,
  bareFailures,
  countByKind,
  hasFaults,
  refuseLateAnswers,
  refuseRepeatedItems,
} from './expected-failures.ts';
import type { Reference, ReferenceProgress } from './protocol.ts';
import { repeat } from './repetition.ts';

export interface ReferenceInput {
  readonly workload: Workload;
  /** What messages call its file. */
  readonly shown: string;
  readonly settings: TrialSettings;
  /** Null for a workload that does not use it. */
  readonly mock: MockServer | null;
  /** Where the bodies of a pair are kept for the floor. */
  readonly bodyPackPath: string;
  /** Does everything twice, to see whether the results are the same. */
  readonly repeats: boolean;
  readonly itemLimitMs: number;
  /** Does only as many items as one event loop does within so many ms; null for all. */
  readonly workMs: number | null;
  /** Called after every item. */
  readonly onItem: (progress: ReferenceProgress) => void;
}

/** What the items are done with. */
export interface Premises {
  readonly names: readonly string[];
  readonly shared: SharedData | undefined;
  readonly clock: ItemClock;
}

/** What the mock server answered during one part of the work. */
type Answered = Pick<CountersReport, 'requests' | 'bodyBytes' | 'byStatus' | 'faults'>;

/**
 * Does the work once, plainly and in this process, to learn what every trial must prove: digest,
 * requests, bytes. Each part is counted for itself, since they do not come equally often: a trial
 * lists once, opens a session per worker, and starts again with the first name after the last.
 * Throws HarnessError.
 */
export async function referenceRun(given: ReferenceInput): Promise<Reference> {
  const input = given.workMs === null ? given : await limited(given, given.workMs);
  const { workload, mock, settings } = input;
  const { items, workers, inFlight } = settings;
  await mock?.resetCounters();
  const names = (await checkedList(input.shown, workload, settings)).slice(0, items);
  refuseRepeatedItems(input, names);
  const list = await answered(mock);
  const shared = await share(input);
  await using clock = itemClock(inFlight, names, input.itemLimitMs);
  const premises = { names, shared, clock };
  const once = await doOnce(input, premises);
  const { lines, failed, opening, ofHead, ofTail, closing, ...rest } = once;
  const itemMs = input.repeats ? await repeat(input, premises, lines) : null;

  const rounds = Math.floor(items / names.length);
  const parts: readonly (readonly [times: number, answers: Answered])[] = [
    [1, list],
    [workers, opening],
    [rounds + 1, ofHead],
    [rounds, ofTail],
    [workers, closing],
  ];
  const sum = (of: (answers: Answered) => number) =>
    parts.reduce((total, [times, answers]) => total + times * of(answers), 0);
  const http = mock && {
    requests: sum(({ requests }) => requests),
    bodyBytes: sum(({ bodyBytes }) => bodyBytes),
    maxInFlight: Math.min(items, workers * inFlight),
    ...(hasFaults(input) && {
      ok: sum(({ byStatus }) => byStatus['200'] ?? 0),
      // No item comes twice then, so that the last part has all of them.
      faults: { ...ofTail.faults },
    }),
  };
  const failures = failed.length > 0 && { failuresByKind: countByKind(failed) };
  const expected = { items, digest: digestOf(lines, items), http, itemMs, ...failures };
  return { expected, sharedBytes: shared === undefined ? null : sharedBytes(shared), ...rest };
}

/** The same with as few items as can be done within `workMs`. Throws HarnessError. */
async function limited(input: ReferenceInput, workMs: number): Promise<ReferenceInput> {
  const { settings, shown, workload, itemLimitMs } = input;
  const names = (await checkedList(shown, workload, settings)).slice(0, settings.items);
  const shared = await share(input);
  await using clock = itemClock(settings.inFlight, names, itemLimitMs);
  const items = await affordableItems(input, workMs, { names, shared, clock });
  return { ...input, settings: { ...settings, items } };
}

/** Opened like that of a worker. Throws HarnessError. */
export async function open(
  { workload, settings, shown }: ReferenceInput,
  shared: SharedData | undefined,
): Promise<OpenWorkload> {
  try {
    return await openWorkload(workload, settings, shared);
  } catch (error) {
    throw new HarnessError('reference-run', `${shown}: open failed: ${errorText(error)}`, {
      cause: error,
    });
  }
}

/** Throws HarnessError where the workload cannot be closed. */
export async function close({ shown }: ReferenceInput, work: OpenWorkload): Promise<void> {
  try {
    await work.close();
  } catch (error) {
    throw new HarnessError('reference-run', `${shown}: close failed: ${errorText(error)}`, {
      cause: error,
    });
  }
}

export function itemError({ shown }: ReferenceInput, { name, message, stack }: ItemFailure) {
  const text = `${shown}: item ${shownName(name)} failed: ${stack ?? message}`;
  return new HarnessError('reference-run', text);
}

async function share({ workload, settings, shown }: ReferenceInput) {
  if (!('run' in workload) || workload.share === undefined) return undefined;
  try {
    return await shareData({ loadWorkload: () => Promise.resolve(workload), settings });
  } catch (error) {
    throw new HarnessError('reference-run', `${shown}: share failed: ${errorText(error)}`, {
      cause: error,
    });
  }
}

/** Every item once: those that come once more than the others, then the others. */
async function doOnce(input: ReferenceInput, premises: Premises) {
  const { mock, settings } = input;
  const { names } = premises;
  const bodies = new Map<string, Uint8Array>();
  const work = await open({ ...input, workload: keeping(input.workload, bodies) }, premises.shared);
  const opening = await answered(mock);
  const beyond = settings.items % names.length;
  const head = await doInLanes(work, { first: 0, end: beyond }, input, premises);
  const ofHead = await answered(mock);
  const tail = await doInLanes(work, { first: beyond, end: names.length }, input, premises);
  const ofTail = await answered(mock);
  await close(input, work);
  const lost = work.lost?.() ?? NOTHING_LOST;
  refuseLateAnswers(input, lost, ofTail);
  const bodyOf = (name: string) => bodies.get(name) ?? new Uint8Array();
  if (!('run' in input.workload)) {
    writeBodyPack(input.bodyPackPath, names, names.map(bodyOf));
  }
  const failed = [...head.failed, ...tail.failed];
  const bare = failed.map(({ name }) => [name, bodyOf(name)] as const);
  return {
    ...{ lines: [...head.lines, ...tail.lines], failed },
    ...{ opening, ofHead, ofTail, closing: await answered(mock) },
    bareFailures: bareFailures(input.workload, bare, settings),
    lostMs: lost.lostMs,
  };
}

/** The same workload; of a pair all bodies are kept. */
function keeping(workload: Workload, bodies: Map<string, Uint8Array>): Workload {
  if ('run' in workload) return workload;
  return {
    ...workload,
    compute(name, body, settings) {
      bodies.set(name, body);
      return workload.compute(name, body, settings);
    },
  };
}

async function doInLanes(
  work: OpenWorkload,
  { first, end }: { readonly first: number; readonly end: number },
  input: ReferenceInput,
  { names, clock }: Premises,
): Promise<{ readonly lines: (string | null)[]; readonly failed: ItemFailure[] }> {
  const lines = new Array<string | null>(end - first).fill(null);
  const failed: ItemFailure[] = [];
  // All lanes draw from one iterator.
  const queue = names.slice(first, end).entries();
  let done = first;
  async function lane(id: number): Promise<void> {
    for (const [index, name] of queue) {
      clock.started(id, first + index);
      const { line, failure } = await work.run(name, null);
      clock.ended(id);
      if (failure !== null) {
        acceptFailure(input, failure);
        failed.push(failure);
      }
      lines[index] = line;
      done += 1;
      input.onItem({ done, of: names.length, again: false });
    }
  }
  const lanes = Array.from({ length: input.settings.inFlight }, (_, id) => lane(id));
  await Promise.all(lanes);
  return { lines, failed };
}

const NOTHING_LOST: LostTime = { retries: 0, timeouts: 0, lostMs: 0 };
const NOTHING: Answered = { requests: 0, bodyBytes: 0, byStatus: {}, faults: {} };

/** What the mock server answered since the last call. */
async function answered(mock: MockServer | null): Promise<Answered> {
  return (await mock?.resetCounters()) ?? NOTHING;
}

/** Of all items: names cycle. */
function digestOf(lines: readonly (string | null)[], items: number): string {
  const results = new ResultTally({ first: 0, count: items });
  for (let item = 0; item < items; item++) {
    results.add({ first: item, lines: [lines[item % lines.length] ?? null], failures: [] });
  }
  return results.proof().digest;
}

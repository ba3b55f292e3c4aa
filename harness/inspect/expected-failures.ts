import type { CountersReport } from '../../mock-server/client.ts';
import { itemFailure } from '../../scenarios/item-error.ts';
import type { ItemFailure, LostTime, TrialSettings, Workload } from '../contract.ts';
import { HarnessError } from '../errors.ts';
import type { FailuresByKind } from './protocol.ts';
import { itemError, type ReferenceInput } from './reference.ts';

/** Whether answers of the mock server are faulty on purpose, so that items may fail. */
export function hasFaults({ mock }: Pick<ReferenceInput, 'mock'>): boolean {
  return mock !== null && mock.about.faults !== null;
}

/** Throws HarnessError for an item that failed although no answer is faulty on purpose. */
export function acceptFailure(input: ReferenceInput, failure: ItemFailure): void {
  if (!hasFaults(input)) throw itemError(input, failure);
}

/**
 * The fault of an answer depends on how often its resource was asked for. Where several items ask for
 * one, which of them fails would depend on the order of requests. Throws HarnessError.
 */
export function refuseRepeatedItems(input: ReferenceInput, names: readonly string[]): void {
  const { items } = input.settings;
  if (!hasFaults(input) || items <= names.length) return;
  const message = `--items ${items} is more than the ${names.length} items of the list, and with --faults no item may come twice`;
  throw new HarnessError('bad-value', message);
}

/** Only answers that stall may time out: others would do so in some trials and not in all. Throws HarnessError. */
export function refuseLateAnswers(
  { settings, shown }: ReferenceInput,
  { timeouts }: LostTime,
  { faults }: Pick<CountersReport, 'faults'>,
): void {
  const late = timeouts - (faults.stall ?? 0);
  if (late <= 0) return;
  const message = `${shown}: ${late} requests timed out, though their answers were not to stall: raise --request-timeout ${settings.requestTimeoutMs}, or use fewer --workers or --in-flight`;
  throw new HarnessError('reference-run', message);
}

export function countByKind(failures: readonly Pick<ItemFailure, 'kind'>[]): FailuresByKind {
  const counts: Partial<Record<ItemFailure['kind'], number>> = {};
  for (const { kind } of failures) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** How items fail in the floor, which does the computing half of a pair alone, on what came of their bodies. */
export function bareFailures(
  workload: Workload,
  bodies: readonly (readonly [name: string, body: Uint8Array])[],
  settings: TrialSettings,
): FailuresByKind | null {
  if ('run' in workload) return null;
  const failures = bodies.flatMap(([name, body]) => {
    try {
      workload.compute(name, body, settings);
      return [];
    } catch (error) {
      return [itemFailure(name, error)];
    }
  });
  return countByKind(failures);
}

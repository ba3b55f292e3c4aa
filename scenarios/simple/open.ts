import type { SimpleWorkload, TrialSettings } from '../../harness/contract.ts';
import type { OpenWorkload } from '../item.ts';
import { itemFailure } from '../item-error.ts';
import { itemOf, shownName } from './item-name.ts';
import { jsonLine } from './json-line.ts';

/** Opens a simple workload for one worker. What the user's functions throw leaves with their stack. */
export async function openSimple(
  workload: SimpleWorkload,
  settings: TrialSettings,
  given: unknown,
): Promise<OpenWorkload> {
  const shared: unknown = given ?? (await workload.share?.(settings));
  const resource: unknown = workload.open ? await workload.open(settings, shared) : shared;
  return {
    async run(name, latencies) {
      const item = itemOf(name);
      const startedAtMs = performance.now();
      try {
        const returned = workload.run(item, resource);
        // A value is not awaited: other items would have their turn before its time is taken.
        const value: unknown = isPromise(returned) ? await returned : returned;
        latencies?.record(performance.now() - startedAtMs);
        return { line: jsonLine(value), failure: null, bodyBytes: 0 };
      } catch (error) {
        return { line: null, failure: itemFailure(shownName(name), error), bodyBytes: 0 };
      }
    },
    async close() {
      await workload.close?.(resource);
    },
  };
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
}

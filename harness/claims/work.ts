import { join } from 'node:path';

import type { MockServer } from '../../mock-server/client.ts';
import type { ExpectedWork } from '../../results/format.ts';
import { type Entry, loadWorkload } from '../catalog.ts';
import type { TrialSettings, Workload } from '../contract.ts';
import { referenceRun } from '../engine/reference.ts';

/** What a trial needs beside its model: the work, and what it must prove to have done. */
export interface PreparedWork {
  readonly workload: Entry<Workload>;
  readonly settings: TrialSettings;
  readonly expected: ExpectedWork;
  readonly bodyPackPath: string;
}

type Reference = Pick<PreparedWork, 'workload' | 'expected' | 'bodyPackPath'>;

/** Does every work once, plainly, for all cases that want it, and keeps the bodies in `folder`. */
export function createWorkCatalog(folder: string) {
  const known = new Map<string, Promise<Reference>>();

  async function refer(name: string, settings: TrialSettings, mock: MockServer, index: number) {
    const workload = await loadWorkload(name);
    const bodyPackPath = join(folder, `bodies-${index}`);
    const expected = await referenceRun({ workload: workload.value, settings, mock, bodyPackPath });
    return { workload, expected, bodyPackPath };
  }

  return async (name: string, settings: TrialSettings, mock: MockServer): Promise<PreparedWork> => {
    // Workers, batches and latency change how the work is done, not what comes of it.
    const key = JSON.stringify([name, settings.items, settings.encoding]);
    const reference = known.get(key) ?? refer(name, settings, mock, known.size);
    known.set(key, reference);
    const { expected, ...rest } = await reference;
    const maxInFlight = Math.min(settings.items, settings.workers * settings.inFlight);
    const http = expected.http && { ...expected.http, maxInFlight };
    return { ...rest, settings, expected: { ...expected, http } };
  };
}

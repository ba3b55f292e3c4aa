import { join } from 'node:path';

import type { ExpectedWork, WorkSettings } from '../../results/format.ts';
import type { Workload } from '../contract.ts';
import type { RunningMock } from './mocks.ts';
import { referenceRun } from './reference.ts';

/** What the reference run of some work came to. */
export interface Reference {
  readonly expected: ExpectedWork;
  /** File of the bodies, for floors and programs. */
  readonly bodyPackPath: string;
}

type Refer = (
  workload: Workload,
  settings: WorkSettings,
  mock: RunningMock | null,
) => Promise<Reference>;

/** Does every work once for all scenarios that ask for it, and keeps the bodies in `folder`. */
export function createReferences(folder: string): Refer {
  const known = new Map<string, Promise<Reference>>();

  async function refer(...[workload, settings, mock]: Parameters<Refer>): Promise<Reference> {
    const bodyPackPath = join(folder, `bodies-${known.size}`);
    const expected = await referenceRun({
      workload,
      settings: { ...settings, origin: mock?.server.url ?? '' },
      mock: mock?.server ?? null,
      bodyPackPath,
    });
    return { expected, bodyPackPath };
  }

  return async (workload, settings, mock) => {
    // Workers, batches and latency change how the work is done, not what comes of it.
    const { items, encoding, workers, inFlight } = settings;
    const key = JSON.stringify([workload.name, items, encoding, mock?.conditions.dataset.sha256]);
    const referring = known.get(key) ?? refer(workload, settings, mock);
    known.set(key, referring);
    const { expected, bodyPackPath } = await referring;
    const maxInFlight = Math.min(items, workers * inFlight);
    const http = expected.http && { ...expected.http, maxInFlight };
    return { expected: { ...expected, http }, bodyPackPath };
  };
}

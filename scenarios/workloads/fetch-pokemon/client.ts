import type { TrialSettings } from '../../../harness/contract.ts';

/** What the workload asks of HTTP. */
export interface Client {
  /** The body of a 200 in the asked encoding, all else is an ItemError. */
  get(path: string, encoding: TrialSettings['encoding']): Promise<Uint8Array>;
  close(): Promise<void>;
}

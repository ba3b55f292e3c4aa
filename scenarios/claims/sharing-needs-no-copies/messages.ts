import type { SharedArena } from './arena.ts';
import type { CodecName } from './transports.ts';

/** What the program of a transport is told: one way across, for records of every size in turn. */
export interface TransportSpec {
  readonly transport: string;
  readonly phases: readonly Phase[];
}

/** What the program of the table is told: how the workers come to it. */
export interface TableSpec {
  readonly held: 'shared' | 'copied-to-threads' | 'copied-to-children';
  readonly bytes: number;
  readonly workers: number;
}

/** What a sender is asked to send. */
export interface Phase {
  readonly records: number;
  /** About as long is the JSON of each. */
  readonly bytes: number;
}

/** What a thread is asked to send, and how; null ends it. */
export type ThreadInstruction = (Phase & ThreadRoute) | null;

export type ThreadRoute =
  | { readonly codec: CodecName }
  | { readonly arena: SharedArena; readonly delivers: 'object' | 'bytes' };

/** After the records of a phase: CPU that the sending process spent on them, in ms. */
export interface PhaseEnd {
  readonly senderCpuMs: number;
}

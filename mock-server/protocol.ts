import type { FaultKind } from './faults.ts';

/** What the mock server and the program that drives it say to each other; types and names only. */

export const MOCK_NAME = 'concurrency-bench-mock';
/** Changes when anything below changes its meaning. */
export const FORMAT_VERSION = 2;

/** Paths that drive the server. Requests to them are never counted nor delayed. */
export const ADMIN_PREFIX = '/-/';
export const ABOUT_PATH = '/-/about';
export const COUNTERS_PATH = '/-/counters';

/** Answer to `GET /-/about`: everything that decides what the server answers and when. */
export interface About {
  readonly name: string;
  readonly formatVersion: number;
  readonly dataset: {
    readonly source: string;
    readonly version: string;
    readonly sha256: string;
    readonly documents: number;
    /** JSON bytes of all documents, not gzipped. */
    readonly bytes: number;
  };
  readonly latencyMs: number;
  readonly jitter: number;
  readonly seed: number;
  /** As `--faults` takes them; null for none. */
  readonly faults: string | null;
}

/** Answer to `GET /-/counters`, and to `DELETE`, which then starts the counts anew. */
export interface CountersReport {
  /** Requests received since the last reset. */
  readonly requests: number;
  /** Those of them answered to the last byte, by status. */
  readonly byStatus: Readonly<Record<string, number>>;
  /** Faulty answers by kind, whole ones among them. */
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  /** Bytes of their bodies as sent, gzipped or not, without headers. */
  readonly bodyBytes: number;
  /** Most requests at once received and neither answered, given up nor left stalled. */
  readonly maxInFlight: number;
  /** Connections that carried at least one request. */
  readonly connections: number;
  readonly elapsedMs: number;
  /** CPU of the server process. */
  readonly cpuUserMs: number;
  readonly cpuSystemMs: number;
  /** Share of the time the event loop was busy, 0 to 1. */
  readonly loopUtilization: number;
}

/** First and only message to a parent process: the server listens, or why it does not. */
export type StartMessage =
  { readonly ready: { readonly url: string } } | { readonly failed: { readonly message: string } };

/** What a program of this claim is told, beside nothing else. */
export interface CreationSpec {
  /** How many to start, so that all are alive at once. */
  readonly count: number;
  /** Whether each has the HTTP client of the main workload loaded. */
  readonly withClient: boolean;
}

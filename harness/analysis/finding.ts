/** Something the reader must know before believing or using the figures. Data, so that every output shows the same. */
export interface Finding {
  /** Explained in docs/findings.md. Write it as `code: '…'`: so the test that keeps both in step finds it. */
  readonly code: string;
  /** `problem`: figures must not be trusted; `warning`: with care; `note`: good to know. */
  readonly severity: 'problem' | 'warning' | 'note';
  /** Id of the scenario it is about; null for the whole run. */
  readonly scenario: string | null;
  /** What was seen, with its figures. */
  readonly seen: string;
  /** What to do about it. */
  readonly advice: string;
}

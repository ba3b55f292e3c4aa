/** What every model may say of itself. */
export interface ModelHead {
  /** Not said: the name of its file. */
  readonly name?: string;
  /** What it stands for in the article on Python, for example `threads under the GIL`. */
  readonly analogue?: string;
  /** One sentence for `--help` and reports. */
  readonly summary?: string;
  /** The same for a simple workload, where the model treats it otherwise. Not said: `summary`. */
  readonly simpleSummary?: string;
  /** `floor` is a yardstick without concurrency: shown first, never ranked. Not said: `model`. */
  readonly kind?: 'model' | 'floor';
  /**
   * Place in lists and reports, from 1: that of the article, and of a variant the one among the
   * variants of its model. Not said: behind those that say it, by name.
   */
  readonly number?: number;
  /** Name of the model that this one does in another way. Not said: a main model, run by default. */
  readonly variantOf?: string;
  /** The others are compared with it, where it is run. */
  readonly baseline?: true;
  /** `idiomatic` is what most people write, `tuned` what those write who measure. Not said: not known. */
  readonly form?: 'idiomatic' | 'tuned';
  /** What stands between two workers: a crash, a full heap or a blocked loop of one stops there. Not said: not known. */
  readonly isolation?: 'none' | 'thread' | 'process';
  /** What workers see of one another's data without a copy. */
  readonly sharing?: 'objects' | 'bytes' | 'nothing';
}

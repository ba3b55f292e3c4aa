import type { Ink } from './screen.ts';

/**
 * A table as every output renders it: terminal and Markdown show the same cells. One without rows is
 * shown as its title and notes.
 */
export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Sentences under the table. */
  readonly notes: readonly string[];
  /** Names of the charts that show its figures; written reports have them above it. */
  readonly charts?: readonly string[];
}

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Sentences, which wrap where room is short. */
  readonly prose?: true;
}

/** A value, and what stands under it in smaller letters, such as its interval. */
export interface Cell {
  readonly value: string;
  readonly detail?: string;
  /** What the value is sorted by where a reader can sort; its text where this is missing. */
  readonly sortBy?: number;
  /** Section of the page that says more of it; only the page has links. */
  readonly linkTo?: string;
  /** Of a first cell: the row is there for reference, such as that of a floor. */
  readonly muted?: true;
  /** Its value as a share of the longest bar of its column; only a terminal draws bars. */
  readonly bar?: number;
  /** Of its value in a terminal; other outputs have their own. */
  readonly ink?: Ink;
}

/** Columns of words, to the left, then columns of figures, to the right. */
export function columnsOf(words: readonly string[], figures: readonly string[]): readonly Column[] {
  return [
    ...words.map((title): Column => ({ title, align: 'left' })),
    ...figures.map((title): Column => ({ title, align: 'right' })),
  ];
}

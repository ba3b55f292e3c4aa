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
}

/** A column of names. */
export function leftColumn(title: string): Column {
  return { title, align: 'left' };
}

/** Columns of figures. */
export function rightColumns(titles: readonly string[]): readonly Column[] {
  return titles.map((title) => ({ title, align: 'right' }));
}

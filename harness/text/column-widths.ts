/** Of a column, in characters: with less it does not hold its words, with more it stays empty. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

/** How wide each column is, and the space between two. */
export interface Widths {
  readonly columns: readonly number[];
  readonly gap: number;
}

/** Columns share what room there is, each as far as it can use it; null where they do not fit. */
export function columnWidths(spans: readonly Span[], room: number): Widths | null {
  const least = sum(spans.map((span) => span.least));
  const gap = [2, 1].find((each) => least + each * (spans.length - 1) <= room);
  if (gap === undefined) return null;
  const left = room - gap * (spans.length - 1);
  let columns = spans.map((span) => span.least);
  for (let width = 1; width <= room; width++) {
    const wider = spans.map((span) => Math.min(span.most, Math.max(span.least, width)));
    if (sum(wider) > left) break;
    columns = wider;
  }
  return { columns, gap };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

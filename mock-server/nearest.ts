/** The candidate most like the word, or null where none is like enough to be what was meant. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  // Up to a third of the letters may be wrong, but one always may.
  if (best === undefined || best.distance > Math.max(1, Math.floor(word.length / 3))) return null;
  return best.candidate;
}

/** A word cut short is one mistake, however much is missing. */
function distance(word: string, candidate: string): number {
  return word.length > 1 && candidate.startsWith(word) ? 1 : editDistance(word, candidate);
}

/**
 * Fewest letters to insert, delete, change or swap with their neighbour (optimal string alignment
 * distance), by the usual table of prefixes.
 */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + changed,
          swapped ? at(i - 2, j - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(a.length, b.length);
}

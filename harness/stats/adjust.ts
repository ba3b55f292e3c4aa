/**
 * p values adjusted for being a family: those at most alpha are the ones that may be rejected
 * together while the chance of any false rejection stays at most alpha, however they depend on one
 * another (Holm 1979, Scand. J. Stat. 6:65-70; R: p.adjust(p, "holm")). Same order as given.
 */
export function adjustForFamily(pValues: readonly number[]): number[] {
  const ascending = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let largest = 0;
  for (const [rank, { p, index }] of ascending.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * p));
    adjusted[index] = largest;
  }
  return adjusted;
}

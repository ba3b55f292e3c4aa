/** A round as people count them; the run file counts from 0, and warm-up rounds up to -1. */
export function roundName(round: number): string {
  if (round >= 0) return `round ${round + 1}`;
  return round === -1 ? 'warm-up round' : `warm-up round ${-round}`;
}

export const LONGEST_BAR = 10;

/** A shorter one shows no difference. */
const SHORTEST_BAR = 3;

/** U+258F to U+2589: an eighth of a character to seven. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** `share` of the bar's room filled, the rest blank; nothing where there is no room for a bar. */
export function barOf(share: number, room: number): string {
  const width = Math.min(room, LONGEST_BAR);
  if (width < SHORTEST_BAR) return '';
  const eighths = Math.max(1, Math.round(8 * width * share));
  const bar = '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
  return bar.padEnd(width);
}

/** Between a number and its unit no line ends: `5 %`, `1.31 s`, `80 MB`. */
const BEFORE_UNIT = /(?<=\d) (?=(?:%|(?:[mµn]?s|[KMG]?B)(?![\p{L}\d])))/gu;
const NO_BREAK = '\u00a0';

/** Lines of at most so many characters, broken at words, unless a single word is longer. */
export function wrapped(text: string, width: number): string[] {
  const line = new RegExp(`[^ \\n].{0,${width - 1}}(?=[ \\n]|$)|[^ \\n]+`, 'g');
  const lines = text.replaceAll(BEFORE_UNIT, NO_BREAK).match(line) ?? [];
  return lines.map((each) => each.replaceAll(NO_BREAK, ' ').trimEnd());
}

/** The same with words that are longer broken too. */
export function wrappedWithin(text: string, width: number): string[] {
  const pieces = new RegExp(`.{1,${width}}`, 'gs');
  return wrapped(text, width).flatMap((line) => line.match(pieces) ?? []);
}

/** Of the longest part of a text that `wrapped` leaves whole. */
export function longestWord(text: string): number {
  const words = text.replaceAll(BEFORE_UNIT, NO_BREAK).split(/[ \n]/);
  return Math.max(...words.map((word) => word.length));
}

/**
 * Text from outside without what a terminal would obey: control characters, except for line breaks,
 * and those that turn the direction of writing become U+FFFD.
 */
export function printable(text: string): string {
  return text.replaceAll(/(?!\n)[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
}

const ESCAPE = '\u001b';
/** Colours and weights, and what writes the status line anew. */
const OWN_SEQUENCES = `${ESCAPE}\\[[\\d;]*m|\\r${ESCAPE}\\[K|[\\n\\t]`;
const OBEYED = new RegExp(`(${OWN_SEQUENCES})|[\\p{Cc}\\p{Bidi_Control}]`, 'gu');

/**
 * Everything that is printed passes this, so that no text from outside is forgotten: the sequences that
 * this program writes itself are all that a terminal is left to obey.
 */
export function printed(text: string): string {
  return text.replaceAll(OBEYED, (_, own?: string) => own ?? '\ufffd');
}

/** A value as JSON that says the same, and holds nothing that a terminal would obey. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(
    /(?!\n)[\p{Cc}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

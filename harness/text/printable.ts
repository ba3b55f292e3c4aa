/**
 * Text from outside without what a terminal would obey: control characters, except for line breaks,
 * and those that turn the direction of writing become U+FFFD.
 */
export function printable(text: string): string {
  return text.replaceAll(/(?!\n)[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
}

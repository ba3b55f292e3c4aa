/** UTF-8 bytes of texts that crossed a boundary: their payload, without the transport's framing. */
export function textBytes(texts: readonly (string | null)[]): number {
  return texts.reduce((sum, text) => sum + (text === null ? 0 : Buffer.byteLength(text)), 0);
}

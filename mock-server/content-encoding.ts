export type ContentEncoding = 'gzip' | 'identity';

/**
 * The encoding an answer gets for an `Accept-Encoding` header, by the rules of RFC 9110, 12.5.3:
 * gzip unless it is not accepted or `identity` is liked better. Where nothing is acceptable the
 * answer is sent as it is, as Express's compression does.
 */
export function negotiateEncoding(acceptEncoding: string | null | undefined): ContentEncoding {
  if (!acceptEncoding) return 'identity';
  const qualities = parseQualities(acceptEncoding);
  const anyOther = qualities.get('*') ?? 0;
  const gzip = qualities.get('gzip') ?? anyOther;
  const identity = qualities.get('identity') ?? anyOther;
  return gzip > 0 && gzip >= identity ? 'gzip' : 'identity';
}

/** Quality (0 to 1) by coding; the best one where a coding is named twice. */
function parseQualities(acceptEncoding: string): Map<string, number> {
  const qualities = new Map<string, number>();
  for (const element of acceptEncoding.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = element.split(';').map((part) => part.trim());
    const weight = parameters.map((part) => part.split('=')).find(([name]) => name?.trim() === 'q');
    const quality = weight === undefined ? 1 : Number.parseFloat(weight[1] ?? '');
    qualities.set(coding, Math.max(quality || 0, qualities.get(coding) ?? 0));
  }
  return qualities;
}

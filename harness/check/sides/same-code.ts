import { createHash, hash } from 'node:crypto';
import { createReadStream, lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** Paths of files, by their places: both sides have their own file at a place. */
type Files = ReadonlyMap<string, string>;

/** What one side of a check does, as files. */
export interface SideCode {
  /** What its processes load, as it is or before it is compiled. */
  readonly code: Files;
  /** What they may read beside that. */
  readonly read: Files;
  /** The text of such a file without the names of its own side. */
  readonly plain: (text: string) => string;
}

/** How many files of code each side has, if all files are equal byte for byte; null where any differs. */
export async function sameCode(base: SideCode, head: SideCode): Promise<number | null> {
  if (!samePlaces(base.code, head.code) || !samePlaces(base.read, head.read)) return null;
  for (const [place, path] of head.code) {
    if (textOf(base, base.code.get(place)) !== textOf(head, path)) return null;
  }
  for (const [place, path] of head.read) {
    if ((await contentOf(base.read.get(place))) !== (await contentOf(path))) return null;
  }
  return head.code.size;
}

/** Of its code, the same wherever the side was built. */
export function codeDigest({ code, plain }: SideCode): string {
  // Places may have names of their side, too.
  const files = [...code].map(([place, path]) => [plain(place), plain(readFileSync(path, 'utf8'))]);
  return hash('sha256', JSON.stringify(files.sort()));
}

function samePlaces(base: Files, head: Files): boolean {
  return base.size === head.size && [...head.keys()].every((place) => base.has(place));
}

function textOf({ plain }: SideCode, path = ''): string {
  return plain(readFileSync(path, 'utf8'));
}

/** A link is what it points to: a file of the side there is compared itself. */
async function contentOf(path = ''): Promise<string> {
  if (lstatSync(path).isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  const sum = createHash('sha256');
  // In pieces, since data may be larger than a buffer can be.
  await pipeline(createReadStream(path), sum);
  return sum.digest('hex');
}

import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Top folders of the two versions of one repository. */
export interface Versions {
  readonly base: string;
  readonly head: string;
}

/** Folders within node_modules that hold packages or programs of several. */
const isGroup = (name: string) => name.startsWith('@') || name === '.bin';

/** What tools keep of their own runs, which belongs to one version. */
const CACHE = '.cache';

/**
 * Gives a folder of the base the packages that the same folder of the head has installed. Each is a
 * link, so that both sides load the very same files: one page cache, and pages that count as shared
 * on both. A package that is itself a link into the repository, as those of workspaces are, becomes
 * a link to the base's own version of it.
 */
export function linkPackages(place: string, versions: Versions): void {
  const from = join(versions.head, place, 'node_modules');
  const to = join(versions.base, place, 'node_modules');
  if (existsSync(from) && !existsSync(to)) linkGroup(from, to, versions);
}

function linkGroup(from: string, to: string, versions: Versions): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === CACHE || !existsSync(source)) continue;
    if (entry.isDirectory() && isGroup(entry.name)) linkGroup(source, target, versions);
    else symlinkSync(counterpart(realpathSync(source), versions), target);
  }
}

/** What lies in the repository but not among packages has another version in the base. */
function counterpart(path: string, { base, head }: Versions): string {
  const place = relative(head, path);
  const parts = place.split(sep);
  return parts[0] === '..' || parts.includes('node_modules') ? path : join(base, place);
}

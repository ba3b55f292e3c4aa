import { readFileSync } from 'node:fs';

/** What package-lock.json says of a package, as far as it is read here. */
export interface LockedPackage {
  readonly version: string;
  readonly license?: string;
  /** Not installed where this package is a dependency. */
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
}

/** Every package of package-lock.json by its place below node_modules, this one apart. */
export function lockedPackages(lockfile: string): ReadonlyMap<string, LockedPackage> {
  const { packages } = JSON.parse(lockfile) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  return new Map(Object.entries(packages).filter(([place]) => place !== ''));
}

/** docs/licences.md. */
export function licencesPage(packages: ReadonlyMap<string, LockedPackage>): string {
  const all = [...packages].map(([place, one]) => ({ ...one, name: nameOf(place) }));
  const shipped = all.filter(({ dev }) => dev !== true);
  const tools = all.filter(({ dev }) => dev === true);
  return `# Licences

This project is under the MIT licence. It contains no code of others: npm installs the packages below with it.
\`npm run licences\` writes this page from package-lock.json; a test compares both, and refuses other licences
than those below.

## Installed with the package

${listOf(shipped.map(({ name, version, license = 'none' }) => `${name} ${version}: ${license}`))}

## Used to develop it

${listOf(tools.map(({ name, version, license = 'none' }) => `${name} ${version}: ${license}`))}
`;
}

/** `node_modules/a/node_modules/@b/c` is another copy of `@b/c`. */
function nameOf(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** Copies of the same version once. */
function listOf(lines: readonly string[]): string {
  return [...new Set(lines)]
    .sort()
    .map((line) => `- ${line}`)
    .join('\n');
}

if (import.meta.main) {
  const lockfile = new URL('../../package-lock.json', import.meta.url);
  process.stdout.write(licencesPage(lockedPackages(readFileSync(lockfile, 'utf8'))));
}

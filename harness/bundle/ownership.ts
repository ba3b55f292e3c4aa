/** Languages that are built; the letters that may stand around them are those of Node and TypeScript. */
const PROGRAM = /\.(?:[cm]?[jt]s|[jt]sx)$/;
/** Up to the name of the innermost package in a node_modules folder. */
const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;

/** Whether a file holds JavaScript or TypeScript, by its name. */
export function isProgram(path: string): boolean {
  return PROGRAM.test(path);
}

/**
 * Whether a file is one of the user's own sources rather than a part of an installed package. A
 * workspace that is linked into node_modules is the user's; so is everything in the package of the
 * entry, when that is installed itself.
 */
export function isOwn(path: string, entry: string): boolean {
  const folder = packageFolder(path);
  return folder === null || folder === packageFolder(entry);
}

function packageFolder(path: string): string | null {
  return PACKAGE.exec(path)?.[0] ?? null;
}

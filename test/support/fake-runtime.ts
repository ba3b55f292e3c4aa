import { chmodSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A shell script in the place of a runtime, which says that it has this version and can do nothing else. */
export function fakeRuntime(path: string, version: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const script = `#!/bin/sh\n[ "$1" = --version ] && echo '${version}' && exit\necho 'cannot run' >&2\nexit 3\n`;
  writeFileSync(path, script);
  // As large as an executable, by which it is known among the scripts of a package.
  truncateSync(path, 2e7);
  chmodSync(path, 0o755);
}

import { hash } from 'node:crypto';
import { basename, delimiter } from 'node:path';

import { variableOf } from '../../results/variables.ts';

/** Those of an environment that change figures, by name, with values that reveal no paths. */
export function figureVariables(env: Readonly<NodeJS.ProcessEnv>): Record<string, string> {
  const names = Object.keys(env).sort();
  return Object.fromEntries(
    names.flatMap((name) => {
      const kept = variableOf(name)?.kept;
      const value = env[name] ?? '';
      // An empty one is as good as none to all that read these.
      if (kept === undefined || value === '') return [];
      return [[name, kept === 'value' ? value : kept === 'set' ? 'set' : filesText(value)]];
    }),
  );
}

/** `libjemalloc.so.2 (sha256 0123456789ab)`; a list may also be separated by spaces, as the loader takes it. */
function filesText(value: string): string {
  const files = value
    .split(delimiter)
    .flatMap((part) => part.split(' '))
    .filter(Boolean);
  return `${files.map((file) => basename(file)).join(' ')} (sha256 ${hash('sha256', value).slice(0, 12)})`;
}

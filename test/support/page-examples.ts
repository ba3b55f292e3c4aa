import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './command.ts';

/** A block of TypeScript whose first line is the name of its file. */
export interface PageExample {
  readonly name: string;
  readonly source: string;
}

export function examplesOf(page: string): readonly PageExample[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```ts\n\/\/ (\S+)\n(.+?)^```$/gms)].map(
    ([, name = '', source = '']) => ({ name, source }),
  );
}

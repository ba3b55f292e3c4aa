import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Puts a package manager of that name first on PATH, which writes down where it ran and with which
 * arguments, and installs one empty package. Returns what undoes it.
 */
export function fakeManager(name: string, folder: string, log: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  const script = [
    '#!/bin/sh',
    `printf '%s %s|%s|%s\\n' ${name} "$*" "$PWD" "$NODE_ENV" >> '${log}'`,
    'mkdir -p node_modules/installed',
  ];
  writeFileSync(file, `${script.join('\n')}\n`);
  chmodSync(file, 0o755);
  const { PATH = '' } = process.env;
  process.env['PATH'] = `${folder}${delimiter}${PATH}`;
  return () => {
    process.env['PATH'] = PATH;
  };
}

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { type Bundle, bundle } from '../../harness/bundle/bundle.ts';

const run = promisify(execFile);
const PRINT_DEFAULT = `
  const { default: value } = await import(process.argv[1]);
  console.log(JSON.stringify(await (typeof value === 'function' ? value() : value)));`;

/** A folder like that of a user, with sources and packages. Its path holds a space and an umlaut. */
export interface UserProject {
  readonly folder: string;
  /** Outside the project, so that nothing can be found from there. */
  readonly outDir: string;
  path(name: string): string;
  write(files: Readonly<Record<string, string>>): void;
  bundle(file: string): Promise<Bundle>;
  /** What the default export of the built file is, or returns, in a process of its own. */
  built(file: string): Promise<unknown>;
  remove(): void;
}

export function userProject(files: Readonly<Record<string, string>> = {}): UserProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'bündle test ')));
  const folder = join(root, 'project');
  const outDir = join(root, 'out folder');
  const path = (name: string) => join(folder, name);
  const write = (more: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
    }
  };
  write(files);
  return {
    ...{ folder, outDir, path, write },
    bundle: (file) => bundle(path(file), outDir),
    built: async (file) => defaultOf((await bundle(path(file), outDir)).url, root),
    remove() {
      rmSync(root, { recursive: true });
    },
  };
}

/** The default export of a module as JSON keeps it; undefined where there is none. */
export async function defaultOf(url: string, cwd: string): Promise<unknown> {
  const args = ['--input-type=module', '--eval', PRINT_DEFAULT, url];
  const { stdout } = await run(process.execPath, args, { cwd });
  return stdout.trim() === 'undefined' ? undefined : JSON.parse(stdout);
}

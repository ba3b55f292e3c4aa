import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { execa, ExecaError } from 'execa';

import { HarnessError } from '../errors.ts';
import { namedRuntime, type NamedRuntime, nameText } from './request.ts';
import { KINDS } from './runtime.ts';

/** A runtime in the folder of the project, by the name that it was added by. */
export interface InstalledRuntime extends NamedRuntime {
  readonly executable: string;
}

/** The smallest executable has 90 MB; a package also has scripts of that name. */
const LEAST_BYTES = 10 ** 7;

/** Where `runtimes add` puts them. */
export function runtimesFolder(cacheDir: string): string {
  return join(cacheDir, 'runtimes');
}

/** Those that `folder` holds whole. */
export function installedRuntimes(folder: string): readonly InstalledRuntime[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    if (!KINDS.some((kind) => name === kind || name.startsWith(`${kind}@`))) return [];
    const executable = executableIn(join(folder, name));
    return executable === null ? [] : [{ ...namedRuntime(name), executable }];
  });
}

/** Fetches the npm package of that name and version; it takes the place of one of the same name. Throws HarnessError. */
export async function addRuntime(
  folder: string,
  runtime: NamedRuntime,
  signal: AbortSignal,
): Promise<InstalledRuntime> {
  const name = nameText(runtime);
  mkdirSync(folder, { recursive: true });
  const fresh = mkdtempSync(join(folder, '.adding-'));
  try {
    // The package of Node fetches its executable in a script, which npm runs only where it is allowed.
    const manifest = { private: true, allowScripts: { [runtime.kind]: true } };
    writeFileSync(join(fresh, 'package.json'), JSON.stringify(manifest));
    await npmInstall(name, fresh, signal);
    if (executableIn(fresh) === null) {
      throw new HarnessError(
        'runtime-install',
        `npm installed ${name}, which has no executable for this machine`,
      );
    }
    rmSync(join(folder, name), { recursive: true, force: true });
    renameSync(fresh, join(folder, name));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return { ...runtime, executable: executableIn(join(folder, name)) ?? '' };
}

/** Throws HarnessError. */
export function removeRuntime(folder: string, runtime: NamedRuntime): void {
  const path = join(folder, nameText(runtime));
  if (!existsSync(path)) {
    const names = installedRuntimes(folder).map(nameText);
    const known = names.length === 0 ? 'none was added' : `there are ${names.join(', ')}`;
    throw new HarnessError('unknown-runtime', `${nameText(runtime)} was not added: ${known}`);
  }
  rmSync(path, { recursive: true });
}

async function npmInstall(name: string, cwd: string, signal: AbortSignal): Promise<void> {
  const args = [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts=false',
    '--save-exact',
    name,
  ];
  try {
    await execa('npm', args, { cwd, stdin: 'ignore', cancelSignal: signal });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ExecaError)) throw error;
    const lines = String(error.stderr)
      .split('\n')
      .filter((line) => /^npm (?:error|ERR!) (?!code)\S/.test(line));
    const reason = lines[0]?.replace(/^npm \S+ /, '') ?? error.shortMessage;
    throw new HarnessError('runtime-install', `npm cannot install ${name}: ${reason}`, {
      cause: error,
    });
  }
}

/** Wherever the package, or the one that it takes for this machine, has it. */
function executableIn(folder: string): string | null {
  const files = globSync('node_modules/**/{node,bun,deno}{,.exe}', { cwd: folder })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile() && statSync(path).size >= LEAST_BYTES);
  return files.sort((a, b) => a.length - b.length)[0] ?? null;
}

import type { Command, Io } from '../command.ts';
import { EXIT, HarnessError } from '../errors.ts';
import { invocation, makeOwnFolder, pathFromHere, projectOf } from '../project.ts';
import { columnsOf, type Table } from '../text/table.ts';
import { screenOf } from '../text/screen.ts';
import { terminalTable } from '../text/terminal.ts';
import { candidates } from './find.ts';
import { addRuntime, removeRuntime, runtimesFolder } from './installed.ts';
import { kindOf } from './probing.ts';
import { namedRuntime } from './request.ts';
import { KINDS, type Runtime } from './runtime.ts';

/** In one command line. */
const MOST_RUNTIMES = 20;

const PLACES: Readonly<Record<Runtime['place'], string>> = {
  own: 'runs this program',
  folder: 'added to this project',
  PATH: 'in PATH',
  named: '',
};

export const runtimesCommand: Command = {
  name: 'runtimes',
  get usage() {
    return `Usage: ${invocation('runtimes', 'add NAME … | list | remove NAME …')}

Keeps other runtimes for compare --runtimes. NAME is node, bun or deno, with a version or without: node@22.
add fetches the npm package of that name into ${pathFromHere(folderHere())}.`;
  },
  flags: {},
  mostWords: MOST_RUNTIMES,
  async run({ words: [action, ...names] }, io) {
    if (action === 'list') await list(io);
    else if (action === 'add' && names.length > 0) await add(names, io);
    else if (action === 'remove' && names.length > 0) remove(names, io);
    else
      throw new HarnessError(
        'bad-value',
        `say what to do: ${invocation('runtimes', 'add bun')}, list, or remove bun`,
      );
    return EXIT.ok;
  },
};

async function add(names: readonly string[], { stdout, signal }: Io): Promise<void> {
  const runtimes = names.map(namedRuntime);
  makeOwnFolder(projectOf(process.cwd()));
  for (const runtime of runtimes) {
    const { executable } = await addRuntime(folderHere(), runtime, signal);
    const version = (await kindOf(executable))?.version ?? 'an unknown version';
    stdout.write(`added ${runtime.kind} ${version}: ${pathFromHere(executable)}\n`);
  }
}

function remove(names: readonly string[], { stdout }: Io): void {
  for (const name of names) {
    removeRuntime(folderHere(), namedRuntime(name));
    stdout.write(`removed ${name}\n`);
  }
}

async function list({ stdout }: Io): Promise<void> {
  const all = KINDS.flatMap((kind) => candidates(kind, folderHere()));
  const rows = await Promise.all(
    all.map(async ({ executable, place }) => {
      const found = await kindOf(executable);
      const values = [
        `${found?.kind ?? 'not a runtime'} ${found?.version ?? ''}`.trim(),
        PLACES[place],
        place === 'folder' ? pathFromHere(executable) : executable,
      ];
      return values.map((value) => ({ value }));
    }),
  );
  const table: Table = {
    title: 'Runtimes',
    columns: columnsOf(['runtime', 'place', 'executable'], []),
    rows,
    notes: [],
  };
  stdout.write(`${terminalTable(table, screenOf(stdout, process.env))}\n`);
}

function folderHere(): string {
  return runtimesFolder(projectOf(process.cwd()).cacheDir);
}

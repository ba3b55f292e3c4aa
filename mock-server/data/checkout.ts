import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { quoted, shortened } from '../flags.ts';
import {
  assembleDataset,
  assembleDocument,
  type Dataset,
  type PokemonDocument,
} from '../dataset.ts';

/** The folder given with `--data` cannot be served; the message says why, in one line. */
export class DataPathError extends Error {
  constructor(dataPath: string, problem: string, cause?: unknown) {
    super(
      `--data ${dataPath}: expected a checkout of github.com/PokeAPI/api-data, but ${problem}`,
      { cause },
    );
    this.name = 'DataPathError';
  }
}

interface ListEntry {
  readonly id: number;
  readonly name: string;
}

const POKEMON_FOLDER = 'data/api/v2/pokemon';
const LIST_FILE = `${POKEMON_FOLDER}/index.json`;
const POKEMON_URL = /^https:\/\/pokeapi\.co\/api\/v2\/pokemon\/(\d+)\/$/;
const COMMIT = /^[0-9a-f]{40,64}$/;

/** The true documents, in list order, as the live API makes them from the same files. */
export async function readCheckout(dataPath: string): Promise<Dataset> {
  if (!(await isFolder(dataPath))) throw new DataPathError(dataPath, 'there is no such folder');
  const documents: PokemonDocument[] = [];
  for (const entry of await readList(dataPath)) documents.push(await readDocument(dataPath, entry));
  return assembleDataset('api-data', await commit(dataPath), documents);
}

async function isFolder(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => null);
  return stats?.isDirectory() ?? false;
}

async function readList(dataPath: string): Promise<ListEntry[]> {
  const { results } = await readJson(dataPath, LIST_FILE);
  if (!Array.isArray(results) || results.length === 0) {
    throw new DataPathError(dataPath, `${LIST_FILE} is damaged: it lists no Pokémon`);
  }
  return results.map((entry: unknown) => {
    const { name, url } = (entry ?? {}) as Record<string, unknown>;
    const match = typeof url === 'string' ? POKEMON_URL.exec(url) : null;
    if (typeof name !== 'string' || match === null) {
      const found = shortened(JSON.stringify(entry));
      throw new DataPathError(dataPath, `${LIST_FILE} is damaged: ${found} is no Pokémon`);
    }
    return { id: Number(match[1]), name };
  });
}

async function readDocument(dataPath: string, { id, name }: ListEntry): Promise<PokemonDocument> {
  const file = `${POKEMON_FOLDER}/${id}/index.json`;
  const document = await readJson(dataPath, file);
  if (document['id'] !== id || document['name'] !== name) {
    throw new DataPathError(
      dataPath,
      `${file} is damaged: it is not the document of ${quoted(name)}`,
    );
  }
  return assembleDocument(id, name, JSON.stringify(document));
}

async function readJson(dataPath: string, file: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(join(dataPath, file), 'utf8');
  } catch (error) {
    const problem = `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`;
    throw new DataPathError(dataPath, problem, error);
  }
  try {
    const value: unknown = JSON.parse(withAbsoluteUrls(text));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (error) {
    throw new DataPathError(dataPath, `${file} is damaged: it is not JSON`, error);
  }
  throw new DataPathError(dataPath, `${file} is damaged: it holds no object`);
}

/** The rule of PokeAPI/ditto, the program that makes the live API's files from these. */
function withAbsoluteUrls(text: string): string {
  return text
    .replaceAll('"/api/v2', '"https://pokeapi.co/api/v2')
    .replaceAll('"/schema/v2', '"https://pokeapi.co/schema/v2');
}

/** The commit checked out, read without git; `unknown` for a copy that is no clone. */
async function commit(dataPath: string): Promise<string> {
  const head = await readGit(dataPath, 'HEAD');
  const branch = /^ref: (refs\/.+)$/.exec(head)?.[1];
  const found = branch === undefined ? head : await branchCommit(dataPath, branch);
  return COMMIT.test(found) ? found : 'unknown';
}

async function branchCommit(dataPath: string, branch: string): Promise<string> {
  const loose = await readGit(dataPath, branch);
  if (loose !== '') return loose;
  const packed = (await readGit(dataPath, 'packed-refs')).split('\n');
  return packed.find((line) => line.endsWith(` ${branch}`))?.split(' ')[0] ?? '';
}

/** Empty for a file that cannot be read: the commit is for the record, not needed to serve. */
async function readGit(dataPath: string, file: string): Promise<string> {
  const text = await readFile(join(dataPath, '.git', file), 'utf8').catch(() => '');
  return text.trim();
}

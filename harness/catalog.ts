import { readdirSync } from 'node:fs';
import { basename, extname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { BundleError } from './bundle/bundle-error.ts';
import type { Claim } from './claim-contract.ts';
import { HarnessError } from './errors.ts';
import type { ModuleRef } from './inspect/protocol.ts';
import { quoted } from '../mock-server/flags.ts';
import { nearest } from '../mock-server/nearest.ts';
import { projectOf } from './project.ts';

/** What there are files of: each in the folder of its kind in scenarios/ is one. */
export type Kind = 'model' | 'workload' | 'claim';

/** A model or workload that can be measured. */
export interface Module extends ModuleRef {
  /** The user's file, with slashes, relative to the project's folder; null for one of the suite's own. */
  readonly file: string | null;
}

/** A module together with what its file says of it. */
export interface Entry<T> extends Module {
  readonly value: T;
}

const EXTENSION = extname(import.meta.filename);
/** A word that is a path, and no name of one of the suite's own. */
const FILE = /[/\\]|\.[cm]?[jt]s$/;

export function namesOf(kind: Kind): readonly string[] {
  return readdirSync(fileURLToPath(folderOf(kind)))
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => basename(file, EXTENSION))
    .sort();
}

/** URL of every module, by name. */
export function urlsOf(kind: Kind): ReadonlyMap<string, string> {
  return new Map(namesOf(kind).map((name) => [name, urlOf(kind, name)]));
}

export function isFile(word: string): boolean {
  return FILE.test(word);
}

/**
 * The model or workload that a word of the command line means: the name of one of the suite's own, or
 * a file, which is built into `folder`. Throws HarnessError.
 */
export async function findModule(
  kind: 'model' | 'workload',
  word: string,
  folder: string,
): Promise<Module> {
  if (!isFile(word)) {
    const url = find(kind, word);
    return { url, name: word, shown: `scenarios/${kind}s/${word}.ts`, file: null };
  }
  const path = resolve(word);
  return {
    url: await built(kind, path, folder),
    name: basename(path, extname(path)),
    shown: word,
    file: fileInProject(word),
  };
}

/** A user's file with slashes, relative to the project's folder: its name in run files. */
export function fileInProject(word: string): string {
  return relative(projectOf(process.cwd()).root, resolve(word)).split(sep).join('/');
}

/** In the order of the article. */
export async function allClaims(): Promise<readonly Claim[]> {
  const claims = await Promise.all(namesOf('claim').map(loadClaim));
  return claims.sort((a, b) => a.number - b.number);
}

export async function loadClaim(name: string): Promise<Claim> {
  const { default: claim } = (await import(find('claim', name))) as { default: Claim };
  return claim;
}

/** URL of the user's file as it is measured. Throws HarnessError. */
async function built(kind: 'model' | 'workload', path: string, folder: string): Promise<string> {
  // Imported only here: other commands need no compiler.
  const { bundle } = await import('./bundle/bundle.ts');
  try {
    return (await bundle(path, folder)).url;
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    throw new HarnessError(`bad-${kind}`, error.message, { cause: error });
  }
}

function folderOf(kind: Kind): URL {
  return new URL(`../scenarios/${kind}s/`, import.meta.url);
}

function urlOf(kind: Kind, name: string): string {
  return new URL(`${name}${EXTENSION}`, folderOf(kind)).href;
}

/** URL of the module of that name. */
function find(kind: Kind, name: string): string {
  const known = namesOf(kind);
  if (known.includes(name)) return urlOf(kind, name);
  const hint = nearest(name, known);
  const help = hint === null ? `one of ${known.join(', ')}` : `did you mean ${hint}?`;
  throw new HarnessError(`unknown-${kind}`, `no ${kind} is called ${quoted(name)}; ${help}`);
}

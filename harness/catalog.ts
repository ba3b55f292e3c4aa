import { readdirSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { importChecked } from './checked-module.ts';
import type { Claim } from './claim-contract.ts';
import type { Model, Workload } from './contract.ts';
import { HarnessError } from './errors.ts';
import { nearest } from '../mock-server/nearest.ts';

/** What there are files of: each in the folder of its kind in scenarios/ is one. */
export type Kind = 'model' | 'workload' | 'claim';

/** A model, workload or claim together with the module that exports it. */
export interface Entry<T> {
  readonly url: string;
  readonly value: T;
}

const EXTENSION = extname(import.meta.filename);
/** How a complaint about a name begins. */
const NO_SUCH = { model: '--models: no', workload: '--workload: no', claim: 'no claim' };

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

/** Throws HarnessError where there is none of that name, or no model in its file. */
export async function loadModel(name: string): Promise<Entry<Model>> {
  const url = find('model', name);
  return { url, value: await importChecked('model', name, url) };
}

/** Throws HarnessError where there is none of that name, or no workload in its file. */
export async function loadWorkload(name: string): Promise<Entry<Workload>> {
  const url = find('workload', name);
  return { url, value: await importChecked('workload', name, url) };
}

/** In the order of the article. */
export async function allClaims(): Promise<readonly Claim[]> {
  const entries = await Promise.all(namesOf('claim').map(loadClaim));
  return entries.map(({ value }) => value).sort((a, b) => a.number - b.number);
}

export async function loadClaim(name: string): Promise<Entry<Claim>> {
  const url = find('claim', name);
  return { url, value: ((await import(url)) as { default: Claim }).default };
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
  throw new HarnessError(`unknown-${kind}`, `${NO_SUCH[kind]} "${name}"; ${help}`);
}

import { readdirSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { importChecked } from './checked-module.ts';
import type { Claim } from './claim-contract.ts';
import type { Model, Workload } from './contract.ts';
import { HarnessError } from './errors.ts';
import { nearest } from '../mock-server/nearest.ts';

/** A model or workload together with the module that exports it. */
export interface Entry<T> {
  readonly url: string;
  readonly value: T;
}

const EXTENSION = extname(import.meta.filename);
const MODELS = new URL('../scenarios/models/', import.meta.url);
const WORKLOADS = new URL('../scenarios/workloads/', import.meta.url);
const CLAIMS = new URL('../scenarios/claims/', import.meta.url);

/** Names of all models: every file in scenarios/models/ is one. */
export function modelNames(): readonly string[] {
  return namesIn(MODELS);
}

/** URL of every model's module, by name. */
export function modelUrls(): ReadonlyMap<string, string> {
  return urlsIn(MODELS);
}

export function workloadUrls(): ReadonlyMap<string, string> {
  return urlsIn(WORKLOADS);
}

export function workloadNames(): readonly string[] {
  return namesIn(WORKLOADS);
}

/** Names of all claims: every file in scenarios/claims/ is one. */
export function claimNames(): readonly string[] {
  return namesIn(CLAIMS);
}

/** Throws HarnessError where there is none of that name, or no model in its file. */
export async function loadModel(name: string): Promise<Entry<Model>> {
  const url = find('unknown-model', '--models: no', MODELS, name);
  return { url, value: await importChecked('model', name, url) };
}

/** Throws HarnessError where there is none of that name, or no workload in its file. */
export async function loadWorkload(name: string): Promise<Entry<Workload>> {
  const url = find('unknown-workload', '--workload: no', WORKLOADS, name);
  return { url, value: await importChecked('workload', name, url) };
}

/** In the order of the article. */
export async function allClaims(): Promise<readonly Claim[]> {
  const entries = await Promise.all(claimNames().map(loadClaim));
  return entries.map(({ value }) => value).sort((a, b) => a.number - b.number);
}

export async function loadClaim(name: string): Promise<Entry<Claim>> {
  const url = find('unknown-claim', 'no claim', CLAIMS, name);
  return { url, value: ((await import(url)) as { default: Claim }).default };
}

function namesIn(folder: URL): readonly string[] {
  return readdirSync(fileURLToPath(folder))
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => basename(file, EXTENSION))
    .sort();
}

function urlsIn(folder: URL): ReadonlyMap<string, string> {
  return new Map(namesIn(folder).map((name) => [name, urlOf(folder, name)]));
}

function urlOf(folder: URL, name: string): string {
  return new URL(`${name}${EXTENSION}`, folder).href;
}

/** URL of the module of that name. */
function find(
  code: 'unknown-model' | 'unknown-workload' | 'unknown-claim',
  complaint: string,
  folder: URL,
  name: string,
): string {
  const known = namesIn(folder);
  if (!known.includes(name)) {
    const hint = nearest(name, known);
    const help = hint === null ? `one of ${known.join(', ')}` : `did you mean ${hint}?`;
    throw new HarnessError(code, `${complaint} "${name}"; ${help}`);
  }
  return urlOf(folder, name);
}

import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

import { inPath } from '../in-path.ts';
import { invocation } from '../project.ts';
import { installedRuntimes } from './installed.ts';
import { kindOf, probe } from './probing.ts';
import {
  isNamed,
  isVersion,
  nameText,
  type NamedRuntime,
  requestText,
  type RuntimeRequest,
} from './request.ts';
import { PREFIX, type Runtime, type RuntimeKind } from './runtime.ts';

/** A runtime that was asked for and is not here, or cannot be used. */
export interface MissingRuntime {
  /** As the user named it. */
  readonly name: string;
  /** One line. */
  readonly reason: string;
}

/** An executable that may be the one that is asked for. */
export interface Candidate extends Pick<Runtime, 'place'> {
  readonly executable: string;
}

/** Looks for each runtime in this order: this program's own Node, `folder`, PATH; and tries it. */
export function findRuntimes(
  requests: readonly RuntimeRequest[],
  folder: string,
): Promise<readonly (Runtime | MissingRuntime)[]> {
  return Promise.all(requests.map((request) => findRuntime(request, folder)));
}

/** What may be a runtime of this kind, the preferred one first. */
export function candidates(kind: RuntimeKind, folder: string): readonly Candidate[] {
  const own = { executable: process.execPath, place: 'own' } as const;
  const installed = installedRuntimes(folder).filter((one) => one.kind === kind);
  const file = process.platform === 'win32' ? `${kind}.exe` : kind;
  const all = [
    ...(kind === 'node' ? [own] : []),
    ...installed.map(({ executable }) => ({ executable, place: 'folder' as const })),
    ...inPath(file).map((executable) => ({ executable, place: 'PATH' as const })),
  ];
  // npm puts links to what it runs into PATH.
  const files = all.map(({ executable }) => realpathSync(executable));
  return all.filter((_, index) => files.indexOf(files[index] ?? '') === index);
}

async function findRuntime(
  request: RuntimeRequest,
  folder: string,
): Promise<Runtime | MissingRuntime> {
  const missing = (reason: string) => ({ name: requestText(request), reason });
  const known = isNamed(request) ? await findNamed(request, folder) : await findAt(request.path);
  if (typeof known === 'string') return missing(known);
  const { flags } = request;
  const probed = await probe(known.executable, known.kind, flags);
  if (typeof probed === 'string') return missing(`${known.executable} ${probed}`);
  const at = isNamed(request) ? [] : [`at ${request.path}`];
  const name = [`${probed.kind} ${probed.version}`, ...at, ...flags].join(' ');
  return { ...probed, name, place: known.place, args: [...PREFIX[probed.kind], ...flags] };
}

interface Known extends Candidate {
  readonly kind: RuntimeKind;
}

async function findNamed(asked: NamedRuntime, folder: string): Promise<Known | string> {
  const { kind, version } = asked;
  const others: string[] = [];
  for (const candidate of candidates(kind, folder)) {
    const found = await kindOf(candidate.executable);
    if (found?.kind !== kind) continue;
    if (isVersion(found.version, version)) return { ...candidate, kind };
    others.push(found.version);
  }
  const only = others.length === 0 ? '' : `, only ${[...new Set(others)].join(', ')}`;
  return `${nameText(asked)} is not on this machine${only} (${invocation('runtimes', 'add', nameText(asked))})`;
}

async function findAt(path: string): Promise<Known | string> {
  const executable = resolve(path);
  const found = existsSync(executable) ? await kindOf(executable) : null;
  if (found !== null) return { executable, place: 'named', kind: found.kind };
  return existsSync(executable) ? `${path} is not node, bun or deno` : `there is no file ${path}`;
}

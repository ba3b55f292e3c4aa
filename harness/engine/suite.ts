import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Environment, Scenario } from '../../results/format.ts';
import type { PlannedScenario } from './scenario.ts';

/** The folders of this program, and the programs in them. */
const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['harness', 'mock-server', 'results', 'scenarios'];
const CODE = /\.[cm]?[jt]s$/;

/** Of this package. */
export function version(): string {
  const path = findPackageJSON(import.meta.url) ?? '';
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

/** What this program is, by which a later one knows whether it is the same. */
export function thisSuite(): NonNullable<Environment['suite']> {
  const files = FOLDERS.flatMap((folder) => codeBelow(join(ROOT, folder)));
  return { version: version(), sha256: digestOf(ROOT, files) };
}

/** Of all code in a folder, wherever that lies. */
export function folderDigest(folder: string): string {
  return digestOf(folder, codeBelow(folder));
}

/**
 * Of the user's files that a scenario loads, as they were built; null for the suite's own. A side of a check
 * knows its own. Of a program in another language it is of the files that its command names.
 */
export function ownCodeDigest(
  { file, modelFile }: Pick<Scenario, 'file' | 'modelFile'>,
  source: PlannedScenario['source'],
): string | null {
  if (source.kind === 'program') return null;
  if (source.kind === 'command') {
    const { executable, args } = source.command;
    return digestOf('', [executable, ...args].filter(isFile));
  }
  if (source.codeSha256 !== null) return source.codeSha256;
  const urls = [
    ...(file === null ? [] : [source.workloadUrl]),
    ...(modelFile === null ? [] : [source.modelUrl]),
  ];
  const folders = [...new Set(urls.map((url) => dirname(fileURLToPath(url))))];
  if (folders.length === 0) return null;
  const digests = folders.map(folderDigest);
  return digests.length === 1 ? (digests[0] ?? null) : digests.join(' ');
}

function isFile(word: string): boolean {
  return isAbsolute(word) && (statSync(word, { throwIfNoEntry: false })?.isFile() ?? false);
}

function codeBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => CODE.test(name))
    .map((name) => join(folder, name));
}

/** With the name of each below the folder. */
function digestOf(folder: string, paths: readonly string[]): string {
  const digest = createHash('sha256');
  for (const path of [...paths].sort()) {
    const content = readFileSync(path);
    digest.update(`${path.slice(folder.length)} ${content.length}\n`).update(content);
  }
  return digest.digest('hex');
}

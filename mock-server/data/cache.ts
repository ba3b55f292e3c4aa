import { hash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { assembleDataset, type Dataset, type PokemonDocument } from '../dataset.ts';
import { replaceFile } from '../replace-file.ts';

/**
 * One file holds one generated dataset:
 *
 *     sha256 of all that follows \n   tells a truncated or edited file
 *     Header as JSON             \n
 *     gzip of the first document, of the second, …
 */
interface Header {
  readonly version: string;
  /** The dataset's own digest, over the JSON bytes. */
  readonly sha256: string;
  readonly documents: readonly {
    readonly id: number;
    readonly name: string;
    readonly gzipBytes: number;
  }[];
}

const NEWLINE = '\n'.charCodeAt(0);

export type CacheResult =
  | { readonly state: 'hit'; readonly dataset: Dataset }
  | { readonly state: 'missing' }
  | { readonly state: 'unusable'; readonly reason: string };

/** The dataset in the file, if every byte of it is as it was written. */
export async function readCache(path: string, version: string): Promise<CacheResult> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'missing' };
    return { state: 'unusable', reason: (error as Error).message };
  }
  const content = bytes.subarray(bytes.indexOf(NEWLINE) + 1);
  const digest = bytes.toString('latin1', 0, bytes.length - content.length - 1);
  if (digest !== hash('sha256', content)) return { state: 'unusable', reason: 'it is damaged' };
  const dataset = decode(content, version);
  return dataset === null
    ? { state: 'unusable', reason: 'it is not what its name says' }
    : { state: 'hit', dataset };
}

/** Rejects with the system's error when the file cannot be written. */
export async function writeCache(path: string, dataset: Dataset): Promise<void> {
  const content = encode(dataset);
  await mkdir(dirname(path), { recursive: true });
  await replaceFile(path, Buffer.concat([Buffer.from(`${hash('sha256', content)}\n`), content]));
}

function encode({ version, sha256: digest, documents }: Dataset): Buffer {
  const header: Header = {
    version,
    sha256: digest,
    documents: documents.map(({ id, name, gzip }) => ({
      id,
      name,
      gzipBytes: gzip.length,
    })),
  };
  const bodies = documents.map(({ gzip }) => gzip);
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...bodies]);
}

/** Null when the documents are not those that the header promises. */
function decode(content: Buffer, version: string): Dataset | null {
  let offset = content.indexOf(NEWLINE) + 1;
  const header = JSON.parse(content.toString('utf8', 0, offset)) as Header;
  if (header.version !== version) return null;
  const documents = header.documents.map(({ id, name, gzipBytes }): PokemonDocument => {
    const gzip = content.subarray(offset, (offset += gzipBytes));
    return { id, name, json: gunzipSync(gzip), gzip };
  });
  const dataset = assembleDataset('generated', version, documents);
  return dataset.sha256 === header.sha256 ? dataset : null;
}

import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';

/** Where each body lies in the data file, in item order. */
interface PackIndex {
  readonly names: readonly string[];
  /** End of each body in the data file, in bytes. */
  readonly ends: readonly number[];
}

/** The bodies of a workload as they came over the wire, kept in a file for the floor. */
export interface BodyPack {
  readonly names: readonly string[];
  read(index: number): Uint8Array;
  close(): void;
}

/** Writes `path` and `path`.json, the index. */
export function writeBodyPack(
  path: string,
  names: readonly string[],
  bodies: readonly Uint8Array[],
): void {
  let end = 0;
  const index: PackIndex = { names, ends: bodies.map((body) => (end += body.byteLength)) };
  writeFileSync(path, Buffer.concat(bodies));
  writeFileSync(`${path}.json`, JSON.stringify(index));
}

/** Bodies are read one by one, so that the floor's memory does not hold them all. */
export function openBodyPack(path: string): BodyPack {
  const { names, ends } = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as PackIndex;
  const file = openSync(path, 'r');
  return {
    names,
    read(index) {
      const start = index === 0 ? 0 : (ends[index - 1] ?? 0);
      const body = Buffer.allocUnsafe((ends[index] ?? 0) - start);
      readSync(file, body, 0, body.byteLength, start);
      return body;
    },
    close() {
      closeSync(file);
    },
  };
}

/**
 * Strings packed once into a SharedArrayBuffer and decoded where and when they are needed:
 *
 *   | count | end of 0 | … | end of n-1 |  UTF-8 of 0  |  …  |  UTF-8 of n-1  |
 *     Int32   Int32, in bytes after the table
 */
export interface NameTable {
  readonly length: number;
  /** The name at `index`, from 0. Throws a RangeError outside the table. */
  at(index: number): string;
}

/** Memory that holds `names`. Lone surrogates, which UTF-8 cannot hold, become U+FFFD. */
export function packNames(names: readonly string[]): SharedArrayBuffer {
  const encoded = names.map((name) => Buffer.from(name));
  const tableWords = 1 + names.length;
  const textBytes = encoded.reduce((sum, name) => sum + name.length, 0);
  const buffer = new SharedArrayBuffer(4 * tableWords + textBytes);
  const table = new Int32Array(buffer, 0, tableWords);
  const text = new Uint8Array(buffer, 4 * tableWords);
  table[0] = names.length;
  let end = 0;
  for (const [index, name] of encoded.entries()) {
    text.set(name, end);
    end += name.length;
    table[index + 1] = end;
  }
  return buffer;
}

/** The names in `buffer`, which packNames made in this or another thread. */
export function openNames(buffer: SharedArrayBuffer): NameTable {
  const length = new Int32Array(buffer, 0, 1)[0] ?? 0;
  const ends = new Int32Array(buffer, 4, length);
  const text = Buffer.from(buffer, 4 * (1 + length));
  return {
    length,
    at(index) {
      const end = ends[index];
      if (end === undefined) throw new RangeError(`name ${index} of ${length}`);
      return text.toString('utf8', index === 0 ? 0 : ends[index - 1], end);
    },
  };
}

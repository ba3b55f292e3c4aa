import type { SimpleWorkload } from 'concurrency-bench';

interface Search {
  readonly pattern: string;
  /** Which part of the text, from 0. */
  readonly part: number;
}

const PARTS = 40;
const PATTERNS = [
  String.raw`lost (\w+) of \1`,
  'found a .{1,9}bicycle',
  '(?<=the )(cat|coat|key) (?!is)',
];
const WORDS = 'the a of is lost found red old cat coat key bicycle'.split(' ');

/**
 * Searches one large text by regular expressions. `share` makes it once per process: threads see
 * the same memory, each process has a copy of its own, and the report says how large it is.
 */
const workload: SimpleWorkload<Search, Uint8Array, Uint8Array> = {
  summary: 'Search a shared text by regular expressions.',
  params: { megabytes: 8 },

  // Items may be objects: this is each pattern with each part of the text.
  list: PATTERNS.flatMap((pattern) =>
    Array.from({ length: PARTS }, (_, part) => ({ pattern, part })),
  ),

  share({ params }) {
    const text = Buffer.alloc(Number(params['megabytes']) * 2 ** 20, ' ');
    let seed = 1;
    for (let end = 0; end < text.length - 8; end += 1) {
      // Park and Miller's generator: the text must be the same in every process.
      seed = (seed * 48271) % 2147483647;
      end += text.write(WORDS[seed % WORDS.length] ?? '', end, 'latin1');
    }
    return text;
  },

  // There is no `open`: the second argument of `run` is then what `share` made.
  run({ pattern, part }, text) {
    const size = Math.ceil(text.length / PARTS);
    const searched = new TextDecoder().decode(text.subarray(part * size, (part + 1) * size));
    const found = searched.match(new RegExp(pattern, 'g'));
    return { pattern, part, matches: found?.length ?? 0, first: found?.[0] ?? null };
  },
};
export default workload;

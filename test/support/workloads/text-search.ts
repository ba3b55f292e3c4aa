import type { SimpleWorkload } from '../../../harness/contract.ts';

/** Regular expressions with state, names and Unicode. */
const workload: SimpleWorkload<string> = {
  list: () => new Set(['2026-01-31 and 1999-12-24', 'Farfetch’d, ♀ and 猫', 'none']),
  run(text) {
    const dates = [...text.matchAll(/(?<year>\d{4})-(?<month>\d\d)/g)];
    return {
      years: dates.map(({ groups }) => groups?.['year'] ?? null),
      words: text.match(/\p{L}+/gu) ?? [],
      sorted: text.split(/\s+/).sort(new Intl.Collator('de').compare),
    };
  },
};
export default workload;

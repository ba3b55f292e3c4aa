import type { SimpleWorkload } from '../../../harness/contract.ts';

class Inflector {
  readonly #suffix: string;
  #open = true;

  constructor(suffix: string) {
    this.#suffix = suffix;
  }

  inflect(word: string): string {
    if (!this.#open) throw new Error('closed');
    return `${word}${this.#suffix}`;
  }

  [Symbol.dispose](): void {
    this.#open = false;
  }
}

/** An object with private state, which could cross no boundary, and a parameter for it. */
const workload: SimpleWorkload<string, Inflector> = {
  params: { suffix: 'chu' },
  list: ['pika', 'rai', 'pi'],
  open: ({ params }) => new Inflector(String(params['suffix'] ?? 'chu')),
  run: (word, inflector) => inflector.inflect(word),
  close(inflector) {
    inflector[Symbol.dispose]();
  },
};
export default workload;

import { hash } from 'node:crypto';

import type { BatchResult, ItemErrorKind } from '../contract.ts';
import type { ResultProof } from './protocol.ts';

/** Gathers the results of a trial in item order and proves what came. */
export class ResultCollection {
  readonly #lines: (string | undefined)[];
  readonly #failuresByKind: Partial<Record<ItemErrorKind, number>> = {};
  readonly #failureExamples = new Map<ItemErrorKind, string>();
  #surplus = 0;

  constructor(items: number) {
    this.#lines = new Array<string | undefined>(items).fill(undefined);
  }

  add({ first, lines, failures }: BatchResult): void {
    for (const [offset, line] of lines.entries()) {
      if (line !== null) this.#addLine(first + offset, line);
    }
    for (const { name, kind, message } of failures) {
      this.#failuresByKind[kind] = (this.#failuresByKind[kind] ?? 0) + 1;
      if (!this.#failureExamples.has(kind)) this.#failureExamples.set(kind, `${name}: ${message}`);
    }
  }

  proof(): ResultProof {
    const present = this.#lines.filter((line) => line !== undefined);
    const failures = Object.values(this.#failuresByKind).reduce((sum, count) => sum + count, 0);
    return {
      unique: present.length,
      surplus: this.#surplus,
      digest: hash('sha256', present.map((line) => `${line}\n`).join('')),
      failures,
      failuresByKind: this.#failuresByKind,
      failureExamples: [...this.#failureExamples.values()],
    };
  }

  #addLine(item: number, line: string): void {
    const known = item >= 0 && item < this.#lines.length;
    if (!known || this.#lines[item] !== undefined) this.#surplus += 1;
    else this.#lines[item] = line;
  }
}

import { hash } from 'node:crypto';

import type { BatchResult, ItemErrorKind, Pass } from '../contract.ts';
import type { FailureExample, ResultProof } from './protocol.ts';

/** Bytes of an item's index in what is hashed: little endian, so 2^64 items have one of their own. */
const INDEX_BYTES = 8;
/** 32-bit words of a SHA-256. */
const WORDS = 8;

/**
 * Proves the results of one pass as they come, in memory that does not grow with them: one bit per
 * item and one sum.
 *
 * The digest is the sum modulo 2^256 of the SHA-256 of each line with its index, so the order of
 * arrival does not matter. It is a hash of the multiset of lines without a key (Clarke et al. 2003,
 * "Incremental Multiset Hash Functions and Their Application to Memory Integrity Checking"). A line
 * that is missing, doubled, changed or in another's place changes it, but for a chance of about
 * 2^-256. It is no defence against an adversary who may choose many lines (Wagner 2002).
 */
export class ResultTally {
  readonly #pass: Pass;
  readonly #seen: Uint8Array;
  readonly #sum = new Uint32Array(WORDS);
  readonly #failuresByKind: Partial<Record<ItemErrorKind, number>> = {};
  readonly #failureExamples = new Map<ItemErrorKind, FailureExample>();
  /** Index and line of the item that is being hashed. */
  #scratch = Buffer.alloc(1024);
  #unique = 0;
  #surplus = 0;
  #failures = 0;

  constructor(pass: Pass) {
    this.#pass = pass;
    this.#seen = new Uint8Array(Math.ceil(pass.count / 8));
  }

  /** Whether each item has a line or a failure. */
  get isComplete(): boolean {
    return this.#unique + this.#failures >= this.#pass.count;
  }

  /** Throws TypeError for what a model written in JavaScript may give instead. */
  add(result: BatchResult): void {
    check(result);
    const { first, lines, failures } = result;
    for (const [offset, line] of lines.entries()) {
      if (line !== null) this.#addLine(first + offset, line);
    }
    for (const { name: item, kind, message, stack } of failures) {
      this.#failures += 1;
      this.#failuresByKind[kind] = (this.#failuresByKind[kind] ?? 0) + 1;
      if (!this.#failureExamples.has(kind)) {
        this.#failureExamples.set(kind, { item, kind, message, stack });
      }
    }
  }

  proof(): ResultProof {
    return {
      unique: this.#unique,
      surplus: this.#surplus,
      digest: hexOf(this.#sum),
      failures: this.#failures,
      failuresByKind: this.#failuresByKind,
      failureExamples: [...this.#failureExamples.values()],
    };
  }

  #addLine(item: number, line: string): void {
    if (this.#isFirstOf(item)) this.#unique += 1;
    else this.#surplus += 1;
    this.#addToSum(this.#hashOf(item, line));
  }

  /** False for an item that has a line already, and for one that is not of this pass. */
  #isFirstOf(item: number): boolean {
    const index = item - this.#pass.first;
    if (!(index >= 0 && index < this.#pass.count)) return false;
    const byte = this.#seen[index >>> 3] ?? 0;
    const bit = 1 << (index & 7);
    this.#seen[index >>> 3] = byte | bit;
    return (byte & bit) === 0;
  }

  #hashOf(item: number, line: string): Buffer {
    // UTF-8 takes at most 3 bytes per UTF-16 unit.
    const room = INDEX_BYTES + 3 * line.length;
    if (room > this.#scratch.length) this.#scratch = Buffer.alloc(2 * room);
    this.#scratch.writeInt32LE(item | 0, 0);
    this.#scratch.writeInt32LE(Math.floor(item / 2 ** 32), 4);
    const end = INDEX_BYTES + this.#scratch.write(line, INDEX_BYTES);
    return hash('sha256', this.#scratch.subarray(0, end), 'buffer');
  }

  /** Word 0 is the lowest; the bytes of a hash begin with the highest. */
  #addToSum(digest: Buffer): void {
    let carry = 0;
    for (let word = 0; word < WORDS; word++) {
      const sum = (this.#sum[word] ?? 0) + digest.readUInt32BE(4 * (WORDS - 1 - word)) + carry;
      this.#sum[word] = sum;
      carry = sum >= 2 ** 32 ? 1 : 0;
    }
  }
}

function check(result: Partial<BatchResult> | undefined): void {
  const { first = NaN, lines, failures } = result ?? {};
  if (!Number.isSafeInteger(first) || !Array.isArray(lines) || !Array.isArray(failures)) {
    throw new TypeError('collector.collect() needs { first, lines, failures }');
  }
  const odd = lines.findIndex((line) => line !== null && typeof line !== 'string');
  if (odd === -1) return;
  throw new TypeError(
    `collector.collect(): the line of item ${first + odd} is of type ${typeof lines[odd]}, not a string or null`,
  );
}

function hexOf(sum: Uint32Array): string {
  return [...sum]
    .reverse()
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
}

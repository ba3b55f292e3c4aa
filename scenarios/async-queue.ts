/** A bounded queue between async functions of one event loop. */
export class AsyncQueue<T> {
  readonly #capacity: number;
  readonly #items: T[] = [];
  /** Takers waiting for an item, and pushers waiting with one; never both. */
  readonly #takers: ((item: T | undefined) => void)[] = [];
  readonly #pushers: { readonly item: T; readonly accepted: () => void }[] = [];
  #closed = false;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Adds an item; resolves when there is room for it, which is the back-pressure. */
  async push(item: T): Promise<void> {
    const taker = this.#takers.shift();
    if (taker !== undefined) taker(item);
    else if (this.#items.length < this.#capacity) this.#items.push(item);
    else {
      await new Promise<void>((accepted) => this.#pushers.push({ item, accepted }));
    }
  }

  /** The next item in order, or undefined once the queue is closed and empty. */
  async take(): Promise<T | undefined> {
    const item = this.#items.shift();
    if (item !== undefined) {
      const pusher = this.#pushers.shift();
      if (pusher !== undefined) {
        this.#items.push(pusher.item);
        pusher.accepted();
      }
      return item;
    }
    if (this.#closed) return undefined;
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  /** No more pushes will come: takers get what is left, then undefined. */
  close(): void {
    this.#closed = true;
    for (const taker of this.#takers.splice(0)) taker(undefined);
  }
}

import { Launcher } from '../../measure/launcher.ts';

/** A launcher for each tree that is alive at once, started when first needed and used again. */
export class Launchers implements AsyncDisposable {
  readonly #started: Promise<Launcher>[] = [];

  /** The first `count` of them; at least one. */
  async atLeast(count: number): Promise<readonly [Launcher, ...Launcher[]]> {
    while (this.#started.length < count) this.#started.push(Launcher.start());
    const [first, ...others] = await Promise.all(this.#started.slice(0, Math.max(1, count)));
    if (first === undefined) throw new RangeError(`${count} launchers were asked for`);
    return [first, ...others];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const started of await Promise.allSettled(this.#started)) {
      if (started.status === 'fulfilled') await started.value[Symbol.asyncDispose]();
    }
  }
}

import type { Measured } from '../../results/journal.ts';
import { printable } from '../text/printable.ts';
import { kindOf } from './kinds.ts';
import type { Activity, Progress } from './progress.ts';
import { runningOrder } from './running-order.ts';
import { type StatusLine, statusLine } from './status-line.ts';
import { timeLeft, timeLeftText } from './time-left.ts';

const TICK_MS = 1000;
/** What takes longer shows how long it has taken. */
const LONG_MS = 3000;

/**
 * Progress on a stream. Before measuring begins a timer shows that the program is alive; from then on it is
 * written between measurements only, since a timer would take turns on the cores that are measured.
 */
export class StreamProgress implements Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #now: () => number;
  readonly #line: StatusLine;
  readonly #phases = new Set<string>();
  #activity: Activity | null = null;
  #phaseSinceMs = 0;
  #ticks: NodeJS.Timeout | null = null;
  #measuring = false;
  #left;
  #leftText = '';
  #order = runningOrder([]);

  constructor(stream: NodeJS.WriteStream, now: () => number) {
    this.#stream = stream;
    this.#now = now;
    this.#line = statusLine(stream, now);
    this.#left = timeLeft(now(), now);
  }

  note(text: string): void {
    this.#line.clear();
    this.#stream.write(`${printable(text)}\n`);
  }

  doing(activity: Activity): void {
    const { phase } = activity;
    if (phase !== this.#activity?.phase) this.#phaseSinceMs = this.#now();
    this.#activity = activity;
    if (!this.#measuring) {
      this.#ticks ??= setInterval(() => {
        this.#show(false);
      }, TICK_MS).unref();
    }
    this.#show(!this.#phases.has(phase));
    this.#phases.add(phase);
  }

  begin(ranked: readonly string[]): void {
    this.#stopTicks();
    this.#measuring = true;
    this.#left = timeLeft(this.#now(), this.#now);
    this.#order = runningOrder(ranked);
  }

  measured(what: Measured, _done: number, left: readonly string[]): void {
    this.#left.ended(kindOf(what));
    this.#order.add(what);
    this.#leftText = left.length === 0 ? '' : timeLeftText(this.#left.of(left));
  }

  end(): void {
    this.#stopTicks();
    this.#measuring = false;
    this.#activity = null;
    this.#line.clear();
  }

  #show(isNew: boolean): void {
    if (this.#activity === null) return;
    const parts = [
      this.#activity.text,
      this.#measuring ? '' : this.#elapsedText(),
      this.#order.text(),
      this.#leftText,
    ];
    this.#line.show(printable(parts.filter((part) => part !== '').join(' | ')), isNew);
  }

  #elapsedText(): string {
    const ms = this.#now() - this.#phaseSinceMs;
    return ms < LONG_MS ? '' : `${Math.floor(ms / 1000)} s`;
  }

  #stopTicks(): void {
    if (this.#ticks !== null) clearInterval(this.#ticks);
    this.#ticks = null;
  }
}

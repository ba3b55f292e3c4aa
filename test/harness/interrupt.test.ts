import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type EndingSignal, interruptOf } from '../../harness/interrupt.ts';

/** A process that hears signals at given times, and notes the status it was told to exit with. */
function programAt() {
  const listeners = new Map<EndingSignal, () => void>();
  const exits: number[] = [];
  let now = 0;
  const interrupt = interruptOf({
    on: (name, listener) => listeners.set(name, listener),
    exit: (status) => exits.push(status),
    now: () => now,
  });
  const hear = (name: EndingSignal, atMs: number) => {
    now = atMs;
    listeners.get(name)?.();
  };
  return { interrupt, exits, hear };
}

describe('interruptOf', () => {
  for (const [name, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ] as const) {
    it(`ends what ${name} interrupted with ${status}`, () => {
      const { interrupt, exits, hear } = programAt();
      hear(name, 5);
      assert.ok(interrupt.signal.aborted);
      assert.deepEqual([interrupt.statusOf(130), interrupt.statusOf(1), exits], [status, 1, []]);
    });
  }

  it('takes what npm hands on for the same request', () => {
    const { exits, hear } = programAt();
    hear('SIGINT', 5);
    hear('SIGINT', 500);
    assert.deepEqual(exits, []);
  });

  it('exits at once when asked again later, with the status of the first request', () => {
    const { exits, hear } = programAt();
    hear('SIGTERM', 5);
    hear('SIGINT', 2000);
    assert.deepEqual(exits, [143]);
  });

  it('leaves the status alone where nothing was interrupted', () => {
    assert.equal(programAt().interrupt.statusOf(130), 130);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { RunFile } from '../../results/format.ts';
import { journalLine, type Measured } from '../../results/journal.ts';
import { parseRun } from '../../results/reading.ts';
import { salvageRun } from '../../results/salvage.ts';
import { capacityOf, launchOf } from '../support/live-run.ts';
import { completedTrial, failedTrial, runOf, scenario } from '../support/run.ts';

const HEAD = runOf([scenario('a'), scenario('b')], [], {
  ...{ status: 'running', endedAt: null, rounds: 2, warmupRounds: 0 },
});
const RECORDS: readonly Measured[] = [
  { kind: 'trial', trial: completedTrial('a', 0, {}) },
  { kind: 'trial', trial: failedTrial('b', 0, 'it said {"kind":"trial"}\nü') },
  { kind: 'launch', launch: launchOf(-1, { a: [1, 1], b: [2, 2] }, 1) },
  { kind: 'capacity', capacity: capacityOf(0, 2, 1.5) },
  { kind: 'trial', trial: completedTrial('a', 1, {}) },
].map((one) => (one.kind === 'capacity' ? { ...one, capacity: ofA(one.capacity) } : one) as Measured);

function ofA<T>(capacity: T): T {
  return { ...capacity, scenario: 'a' };
}

const LINES = [`${JSON.stringify(HEAD)}\n`, ...RECORDS.map(journalLine)];
const TEXT = LINES.join('');

/** What the first so many records make of the run. */
function after(count: number): RunFile {
  const run = structuredClone(HEAD);
  for (const one of RECORDS.slice(0, count)) {
    if (one.kind === 'trial') run.trials.push(one.trial);
    if (one.kind === 'launch') run.launches.push(one.launch);
    if (one.kind === 'capacity') run.capacities.push(one.capacity);
  }
  return run;
}

describe('a journal', () => {
  it('is read as the run it has become, after each record', () => {
    for (const count of LINES.keys()) {
      assert.deepEqual(parseRun(LINES.slice(0, count + 1).join('')), after(count));
    }
  });

  it('cut anywhere loses no record that was written, and says that one was torn', () => {
    const bytes = Buffer.from(TEXT);
    const ends = LINES.map((_, index) => Buffer.byteLength(LINES.slice(0, index + 1).join('')));
    for (let length = (ends[0] ?? 0) - 1; length <= bytes.length; length++) {
      // All bytes about the end of a record, and many between.
      if (length % 41 > 0 && !ends.some((end) => Math.abs(length - end) < 3)) continue;
      const text = bytes.subarray(0, length).toString();
      // A line is whole without its end, too.
      const whole = ends.filter((end) => end - 1 <= length).length - 1;
      const isTorn = !ends.includes(length) && !ends.includes(length + 1);
      const { run, loss } = salvageRun(text);
      assert.deepEqual(run, { ...after(whole), ...(isTorn && { status: 'incomplete' }) }, `${length}`);
      assert.equal(loss !== null, isTorn, `${length}`);
      if (isTorn) assert.throws(() => parseRun(text), /^RunFileError: line \d is cut short/);
    }
  });

  it('ends before a record that is damaged, or of a kind that is not known', () => {
    for (const bad of ['{}', '[]', 'null', '', '{"kind":"soup","soup":1}', '{"kind":"trial"}', '\0']) {
      const text = [...LINES.slice(0, 3), `${bad}\n`, ...LINES.slice(3)].join('');
      assert.throws(() => parseRun(text), { message: 'line 4 is cut short or damaged' });
      assert.equal(salvageRun(text).run.trials.length, 2, bad);
    }
  });

  it('of a newer format is refused by its number', () => {
    const newer = TEXT.replace('"formatVersion":3', '"formatVersion":4');
    for (const text of [newer, newer.slice(0, -5)]) {
      assert.throws(() => salvageRun(text), /format version 4 is newer than 3/);
    }
  });

  it('is checked as a whole: a record that contradicts the run is refused', () => {
    const text = TEXT + journalLine({ kind: 'trial', trial: completedTrial('a', 1, {}) });
    assert.throws(() => salvageRun(text), /another trial is of this scenario and round/);
  });
});

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { RollupSchedule } from '../../../harness/measure/rollup-schedule.ts';

const READING = { atMs: 1000, cpuMs: 5, fileRssBytes: 90e6, forked: false };

describe('when smaps_rollup is read again', () => {
  let schedule: RollupSchedule;
  beforeEach(() => {
    schedule = new RollupSchedule();
  });

  it('reads at once the first time', () => {
    assert.ok(schedule.isDue(0, 0));
  });

  it('does not read again while nothing changes', () => {
    schedule.wasRead(READING);
    assert.ok(!schedule.isDue(1e9, READING.fileRssBytes));
    assert.ok(!schedule.isDue(1e9, READING.fileRssBytes * 1.01));
  });

  it('rests 400 times as long as a reading took after growth or an exit', () => {
    schedule.wasRead(READING);
    assert.ok(!schedule.isDue(2999, READING.fileRssBytes * 1.03));
    assert.ok(schedule.isDue(3000, READING.fileRssBytes * 1.03));
    schedule.left();
    assert.ok(!schedule.isDue(2999, READING.fileRssBytes / 2));
    assert.ok(schedule.isDue(3000, READING.fileRssBytes / 2));
  });

  it('rests 20 times as long when a process that was not read had its share of the text', () => {
    schedule.wasRead(READING);
    schedule.joined();
    assert.ok(!schedule.isDue(1099, READING.fileRssBytes));
    assert.ok(schedule.isDue(1100, READING.fileRssBytes));
  });

  it('rests 20 times as long when a process was read between fork and exec', () => {
    schedule.wasRead({ ...READING, forked: true });
    assert.ok(!schedule.isDue(1099, READING.fileRssBytes));
    assert.ok(schedule.isDue(1100, READING.fileRssBytes));
  });

  it('rests long again after a reading that knew every process', () => {
    schedule.wasRead(READING);
    schedule.joined();
    schedule.wasRead({ ...READING, atMs: 1100 });
    assert.ok(!schedule.isDue(1e9, READING.fileRssBytes));
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { namedFiles, userModules } from '../../../../harness/check/sides/subject.ts';
import { resolveOptions } from '../../../../harness/engine/options.ts';
import { entries, runOn } from '../../../support/check-sides.ts';

describe('the files of a check', () => {
  it('are those that are named, the workload first', () => {
    const named = (given: Parameters<typeof resolveOptions>[0]) =>
      namedFiles(resolveOptions(given));
    assert.deepEqual(named({}), []);
    assert.deepEqual(
      named({ models: ['single-threaded', './a.ts'], modelFiles: ['b.ts'], workload: 'w.mjs' }),
      ['w.mjs', './a.ts', 'b.ts'],
    );
  });

  it('are modules with a file', () => {
    const { workload } = runOn('w');
    const [own, other] = entries('a', 'b');
    assert.ok(own && other);
    const users = { ...other, file: 'models/b.ts' };
    assert.deepEqual(userModules({ workload, models: [own, users] }), [users]);
  });
});

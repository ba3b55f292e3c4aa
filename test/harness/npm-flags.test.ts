import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { COMPARE_FLAGS } from '../../harness/compare/options.ts';
import { refuseFlagsOfNpm } from '../../harness/npm-flags.ts';

const RUN = { npm_command: 'run', npm_lifecycle_event: 'compare' };

/** The command that the message shows; null where nothing is refused. */
function meant(args: readonly string[], variables: Readonly<Record<string, string>>) {
  try {
    refuseFlagsOfNpm(COMPARE_FLAGS, args, variables);
    return null;
  } catch (error) {
    assert.equal((error as { code?: unknown }).code, 'npm-flag');
    return /`(.*)`/.exec((error as Error).message)?.[1];
  }
}

describe('flags that npm kept for itself', () => {
  it('are shown where they belong, with the words that were passed on', () => {
    const quick = { ...RUN, npm_config_quick: 'true' };
    assert.equal(meant([], quick), 'npm run compare -- --quick');
    assert.equal(meant(['bench/a.ts'], quick), 'npm run compare -- bench/a.ts --quick');
    const old = { npm_command: 'run-script', npm_lifecycle_event: 'bench' };
    assert.equal(
      meant([], { ...old, npm_config_in_flight: '5' }),
      'npm run bench -- --in-flight 5',
    );
  });

  it('get back the value that npm made a word of, where it can only be that', () => {
    const items = { ...RUN, npm_config_items: 'true' };
    assert.equal(meant(['20'], items), 'npm run compare -- --items 20');
    assert.equal(meant(['a.ts', '20'], items), 'npm run compare -- --items N');
    const both = { ...items, npm_config_seed: 'true' };
    assert.equal(meant(['20', '3'], both), 'npm run compare -- --seed N --items N');
  });

  it('are none where npm runs no script, or was asked for the opposite', () => {
    assert.equal(meant([], { ...RUN, npm_config_quick: '' }), null);
    assert.equal(meant([], { npm_config_quick: 'true' }), null);
    assert.equal(meant([], { ...RUN, npm_command: 'exec', npm_config_quick: 'true' }), null);
    assert.equal(meant(['--quick'], { ...RUN, npm_config_yes: 'true' }), null);
  });
});

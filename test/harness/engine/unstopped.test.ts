import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { unstopped } from '../../../harness/engine/unstopped.ts';

const skip = process.platform === 'win32';

/** How often something is measured that is stopped the first `times` times; calls `whenStopped` then. */
async function measured(times: number, signal: AbortSignal, whenStopped?: () => void) {
  let count = 0;
  const measure = async () => {
    count += 1;
    if (count > times) return count;
    const goesOn = Promise.withResolvers<undefined>();
    process.once('SIGCONT', () => {
      goesOn.resolve(undefined);
    });
    process.kill(process.pid, 'SIGCONT');
    await goesOn.promise;
    whenStopped?.();
    return count;
  };
  const result = await unstopped(measure, signal);
  assert.equal(process.listenerCount('SIGCONT'), 0);
  return result;
}

describe('what is measured while this process is stopped', { skip }, () => {
  const { signal } = new AbortController();

  it('is measured again until it was not', async () => {
    assert.equal(await measured(0, signal), 1);
    assert.equal(await measured(2, signal), 3);
  });

  it('is not where the run has been interrupted', async () => {
    const controller = new AbortController();
    const ctrlC = () => {
      controller.abort();
    };
    assert.equal(await measured(2, controller.signal, ctrlC), 1);
  });
});

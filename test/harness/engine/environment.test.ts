import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readEnvironment } from '../../../harness/engine/environment.ts';
import { environment } from '../../../results/format.ts';
import { ROOT } from '../../support/command.ts';

describe('readEnvironment', () => {
  it('says what the run file wants to know', async () => {
    const read = { id: 'here', ...(await readEnvironment('.')) };
    assert.deepEqual(environment.parse(read), read);
    assert.equal(read.node, process.versions.node);
    assert.ok(read.cores >= 1);
  });

  it('names the installed versions, which are the pinned ones', async () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    for (const [name, version] of Object.entries((await readEnvironment('.')).packages)) {
      assert.equal(version, dependencies[name], name);
    }
  });
});

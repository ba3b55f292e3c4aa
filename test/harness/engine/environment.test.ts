import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readEnvironment } from '../../../harness/engine/environment.ts';
import { runFile } from '../../../results/format.ts';
import { ROOT } from '../../support/command.ts';

describe('readEnvironment', () => {
  it('says what the run file wants to know', async () => {
    const environment = await readEnvironment();
    assert.deepEqual(runFile.shape.environment.parse(environment), environment);
    assert.equal(environment.node, process.versions.node);
    assert.ok(environment.cores >= 1);
  });

  it('names the installed versions, which are the pinned ones', async () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    for (const [name, version] of Object.entries((await readEnvironment()).packages)) {
      assert.equal(version, dependencies[name], name);
    }
  });
});

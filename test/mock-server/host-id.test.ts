import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { hostId } from '../../mock-server/host-id.ts';

describe('hostId', () => {
  it('is of the installation, or of the host name where there is no id', () => {
    const folder = mkdtempSync(join(os.tmpdir(), 'machine-id-'));
    try {
      const [none, empty, one, other] = ['none', 'empty', 'one', 'other'].map((name) =>
        join(folder, name),
      );
      writeFileSync(empty ?? '', '');
      writeFileSync(one ?? '', `${'0a'.repeat(16)}\n`);
      writeFileSync(other ?? '', `${'0b'.repeat(16)}\n`);
      const ids = [one, other, empty, none].map((file) => hostId([file ?? ''], 'name'));
      assert.equal(new Set(ids).size, 3);
      assert.equal(ids[2], ids[3]);
      assert.notEqual(ids[3], hostId([], 'another'));
      assert.equal(hostId([empty ?? '', one ?? ''], 'name'), ids[0]);
      for (const id of ids) assert.match(id, /^[0-9a-f]{12}$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

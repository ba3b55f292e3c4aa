import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import fc from 'fast-check';

import { openBodyPack, writeBodyPack } from '../../scenarios/body-pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'body-pack-'));
after(() => {
  rmSync(folder, { recursive: true });
});

describe('body pack', () => {
  it('gives back every body, in any order, as often as asked', () => {
    const path = join(folder, 'pack');
    const bodies = fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.uint8Array()));
    fc.assert(
      fc.property(bodies, (entries) => {
        const names = entries.map(([name]) => name);
        writeBodyPack(
          path,
          names,
          entries.map(([, body]) => body),
        );
        const pack = openBodyPack(path);
        assert.deepEqual(pack.names, names);
        for (const index of [...entries.keys(), ...entries.keys()].reverse()) {
          assert.deepEqual(new Uint8Array(pack.read(index)), entries[index]?.[1]);
        }
        pack.close();
      }),
      { numRuns: 50 },
    );
  });

  it('says which file is missing', () => {
    assert.throws(() => openBodyPack(join(folder, 'absent')), /ENOENT.*absent\.json/);
  });
});

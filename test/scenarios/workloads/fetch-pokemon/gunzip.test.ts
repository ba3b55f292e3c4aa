import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';

import { ItemError } from '../../../../scenarios/item-error.ts';
import { gunzip } from '../../../../scenarios/workloads/fetch-pokemon/gunzip.ts';

const MIB = 1024 * 1024;

function encodingError(error: unknown): boolean {
  assert.ok(error instanceof ItemError, String(error));
  assert.equal(error.kind, 'encoding');
  assert.match(error.message, /^bad gzip body: ./);
  assert.ok(error.cause instanceof Error);
  return true;
}

function changed(body: Uint8Array, index: number, value: number): Uint8Array {
  return body.with(index < 0 ? body.length + index : index, value);
}

describe('gunzip', () => {
  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        assert.deepEqual(new Uint8Array(gunzip(gzipSync(bytes))), bytes);
      }),
    );
  });

  for (const size of [0, 1, 63, 64, 16_383, 16_384, 16_385, 665_000, 64 * MIB]) {
    it(`gives back ${size} bytes`, () => {
      const bytes = Buffer.alloc(size, 'The quick brown fox. ');
      assert.ok(bytes.equals(gunzip(gzipSync(bytes, { level: 1 }))));
    });
  }

  const body = new Uint8Array(gzipSync('some document'));
  const broken: Readonly<Record<string, Uint8Array>> = {
    'no bytes at all': new Uint8Array(),
    'a header alone': body.subarray(0, 10),
    'text that is not gzip': Buffer.from('{"types":[]}'),
    'a wrong magic number': changed(body, 0, 0),
    'a wrong checksum': changed(body, -8, (body.at(-8) ?? 0) ^ 1),
    'a wrong length': changed(body, -4, (body.at(-4) ?? 0) ^ 1),
    'a length of 4 GB': changed(body, -1, 255),
    'no trailer': body.subarray(0, -8),
    'more than 64 MiB': gzipSync(Buffer.alloc(64 * MIB + 1), { level: 1 }),
  };
  for (const [what, bytes] of Object.entries(broken)) {
    it(`refuses ${what}`, () => {
      assert.throws(() => gunzip(bytes), encodingError);
    });
  }

  it('refuses a body cut anywhere', () => {
    fc.assert(
      fc.property(fc.nat({ max: body.length - 1 }), (length) => {
        assert.throws(() => gunzip(body.subarray(0, length)), encodingError);
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { negotiateEncoding } from '../../mock-server/content-encoding.ts';

const CASES: readonly (readonly [string | undefined, 'gzip' | 'identity'])[] = [
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['GZip', 'gzip'],
  ['gzip, deflate', 'gzip'],
  ['br, gzip;q=0.2', 'gzip'],
  ['br', 'identity'],
  ['*', 'gzip'],
  ['*;q=0', 'identity'],
  ['gzip;q=0', 'identity'],
  ['gzip;q=0, *', 'identity'],
  ['identity;q=0', 'identity'],
  ['identity;q=0, gzip;q=0.1', 'gzip'],
  ['identity;q=0, *;q=0.1', 'gzip'],
  ['gzip;q=0.5, identity', 'identity'],
  ['gzip;q=0.5, identity;q=0.5', 'gzip'],
  ['gzip;q=0.2, *;q=0.5', 'identity'],
  ['gzip ; q=0.5 , identity ; q=0.1', 'gzip'],
  ['gzip;level=9;q=0', 'identity'],
  ['gzip;q=none', 'identity'],
];

describe('negotiateEncoding', () => {
  for (const [acceptEncoding, expected] of CASES) {
    it(`answers ${acceptEncoding === undefined ? 'no header' : `"${acceptEncoding}"`} with ${expected}`, () => {
      assert.equal(negotiateEncoding(acceptEncoding), expected);
    });
  }
});

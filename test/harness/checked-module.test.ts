import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { importChecked } from '../../harness/checked-module.ts';

function moduleOf(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

const SIMPLE = `export default { name: 'a', summary: 'A.', list: () => [], run: () => null }`;

describe('importChecked', () => {
  it('is what the module exports', async () => {
    const workload = await importChecked('workload', 'a', moduleOf(SIMPLE));
    assert.equal(workload.summary, 'A.');
  });

  it('names the file and what is wrong with it', async () => {
    const wrong: readonly (readonly [source: string, said: RegExp])[] = [
      ['export const workload = {}', /b\.ts: the default export must be an object/],
      [`export default { name: 'b', summary: '' }`, /b\.ts: "summary" must be/],
      [SIMPLE, /b\.ts: "name" must be "b"/],
      [`throw new Error('not today')`, /b\.ts: cannot be loaded: Error: not today$/],
      [`import 'no-such-package'`, /b\.ts: cannot be loaded: .*no-such-package/],
      ['export default {', /b\.ts: cannot be loaded: SyntaxError/],
    ];
    for (const [source, message] of wrong) {
      const loading = importChecked('workload', 'b', moduleOf(source));
      await assert.rejects(loading, { code: 'bad-workload', message });
    }
    const loading = importChecked('model', 'b', moduleOf('export default {}'));
    await assert.rejects(loading, { code: 'bad-model', message: /^scenarios\/models\/b\.ts: / });
  });
});

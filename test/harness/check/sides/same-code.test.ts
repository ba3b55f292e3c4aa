import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { codeDigest, sameCode, type SideCode } from '../../../../harness/check/sides/same-code.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'same-code-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A side with these texts at these places, which calls itself by its name. */
function side(
  name: string,
  code: Readonly<Record<string, string>>,
  read: Readonly<Record<string, string>> = {},
): SideCode {
  const written = (kind: string, texts: Readonly<Record<string, string>>) =>
    new Map(
      Object.entries(texts).map(([place, text]) => {
        const path = join(folder, `${name}-${kind}-${place}`);
        writeFileSync(path, text);
        return [place, path];
      }),
    );
  return {
    ...{ code: written('code', code), read: written('read', read) },
    plain: (text) => text.replaceAll(name, ''),
  };
}

describe('two sides', () => {
  it('are the same when every file is, but for the name of the side in its code', async () => {
    const base = side('base', { a: 'in base', b: '' }, { data: '1' });
    assert.equal(await sameCode(base, side('head', { b: '', a: 'in head' }, { data: '1' })), 2);
  });

  it('have one digest then, which tells nothing of what they only read', () => {
    const digest = codeDigest(side('one', { a: 'in one', b: '' }, { data: '1' }));
    assert.equal(codeDigest(side('other', { b: '', a: 'in other' })), digest);
    assert.notEqual(codeDigest(side('third', { a: 'in third', b: ' ' })), digest);
    assert.notEqual(codeDigest(side('fourth', { a: 'in fourth', c: '' })), digest);
  });

  const OTHERS: readonly [
    what: string,
    code: Record<string, string>,
    read: Record<string, string>,
  ][] = [
    ['a byte of the code is', { a: '1 ' }, { data: '1' }],
    ['a byte of what is read is', { a: '1' }, { data: '1 ' }],
    ['the name of a side stands in what is read', { a: '1' }, { data: 'head' }],
    ['there is more code', { a: '1', b: '' }, { data: '1' }],
    ['there is less to read', { a: '1' }, {}],
    ['a file has another place', { b: '1' }, { data: '1' }],
  ];

  for (const [what, code, read] of OTHERS) {
    it(`differ where ${what}`, async () => {
      const base = side('base', { a: '1' }, { data: what.includes('name') ? 'base' : '1' });
      assert.equal(await sameCode(base, side('head', code, read)), null);
    });
  }

  it('differ where a link points elsewhere', async () => {
    const linked = (name: string, target: string): SideCode => {
      const path = join(folder, name);
      symlinkSync(target, path);
      return { ...side(name, { a: '' }), read: new Map([['link', path]]) };
    };
    assert.equal(await sameCode(linked('base', 'nowhere'), linked('head', 'nowhere')), 1);
    assert.equal(await sameCode(linked('old', 'nowhere'), linked('new', 'elsewhere')), null);
  });
});

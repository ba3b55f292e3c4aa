import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { itemName, itemOf, shownName } from '../../../scenarios/simple/item-name.ts';

/** Items that checkedNames lets pass. */
const item = fc.oneof(
  fc.string({ unit: 'grapheme' }).filter((text) => !text.startsWith('\0')),
  fc
    .jsonValue({ noUnicodeString: false })
    .map((value): unknown => JSON.parse(JSON.stringify(value))),
);

describe('the name of an item', () => {
  it('gives back the item, and a new one each time', () => {
    fc.assert(
      fc.property(item, (item) => {
        const name = itemName(item);
        assert.deepEqual(itemOf(name), item);
        if (typeof item === 'object' && item !== null) assert.notEqual(itemOf(name), itemOf(name));
      }),
    );
  });

  it('is a string itself, and shown as JSON otherwise', () => {
    assert.equal(itemName('mew'), 'mew');
    assert.equal(shownName('mew'), 'mew');
    assert.equal(shownName(itemName({ n: 1 })), '{"n":1}');
    assert.notEqual(itemName(1), itemName('1'));
  });
});

import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { describe, it } from 'node:test';

import { PIPE } from '../../../harness/text/screen.ts';
import type { Table } from '../../../harness/text/table.ts';
import { terminalTable, terminalText } from '../../../harness/text/terminal.ts';

const TABLE: Table = {
  title: 'Costs',
  columns: [
    { title: 'model', align: 'left' },
    { title: 'time', align: 'right' },
    { title: 'what was seen', align: 'left', prose: true },
  ],
  rows: [
    [
      { value: 'threads', ink: 'yellow' },
      { value: '1.31 s', detail: '1.23-1.38', bar: 1, ink: 'yellow' },
      { value: 'It is as slow as that.', detail: 'Do less.' },
    ],
    [{ value: 'one' }, { value: '0.5 s', bar: 0.5 }, { value: 'Nothing.' }],
  ],
  notes: ['A note of some words.'],
};

function shown(columns: number): readonly string[] {
  return terminalTable(TABLE, { columns, styled: false }).split('\n');
}

describe('a table in a terminal', () => {
  it('has what it needs of a wide one, and no more', () => {
    assert.deepEqual(shown(140), [
      'Costs',
      '-----',
      'model         time  what was seen',
      'threads     1.31 s  It is as slow as that.',
      '         1.23-1.38  Do less.',
      'one          0.5 s  Nothing.',
      '',
      'A note of some words.',
    ]);
  });

  it('wraps its prose in a narrow one', () => {
    assert.deepEqual(shown(33).slice(2, 6), [
      'model         time  what was seen',
      'threads     1.31 s  It is as slow',
      '         1.23-1.38  as that.',
      '                    Do less.',
    ]);
  });

  it('becomes cards in one that is narrower', () => {
    assert.deepEqual(shown(20), [
      ...['Costs', '-----', 'threads', '  time: 1.31 s', '  (1.23-1.38)'],
      ...['  It is as slow as', '  that.', '  Do less.', ''],
      ...['one', '  time: 0.5 s', '  Nothing.', '', 'A note of some', 'words.'],
    ]);
  });

  it('draws bars in the colour of their cells where it is styled, as wide as before', () => {
    const text = terminalTable(TABLE, { columns: 140, styled: true });
    assert.ok(text.includes('\u001b[33m██████████\u001b[39m 1.31 s'));
    const lines = stripVTControlCharacters(text).split('\n');
    assert.equal(lines[3], 'threads  ██████████ 1.31 s  It is as slow as that.');
    assert.equal(lines[5], 'one      █████       0.5 s  Nothing.');
    assert.ok(text.startsWith('\u001b[1mCosts\u001b[22m\n'));
    assert.doesNotMatch(terminalTable(TABLE, PIPE), /(?!\n)[\p{Cc}█]/u);
  });
});

describe('a text in a terminal', () => {
  it('wraps at words, each line in its own ink', () => {
    assert.equal(
      terminalText('one two', { columns: 20, styled: true }, 'bold'),
      '\u001b[1mone two\u001b[22m',
    );
    assert.equal(
      terminalText('one two three four five six', { columns: 20, styled: true }, 'bold'),
      '\u001b[1mone two three four\u001b[22m\n\u001b[1mfive six\u001b[22m',
    );
  });

  it('obeys nothing from outside', () => {
    assert.equal(terminalText('a\u001b[31mb', PIPE), 'a\ufffd[31mb');
  });
});

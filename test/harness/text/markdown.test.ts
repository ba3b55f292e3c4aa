import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { marked } from 'marked';

import {
  codeBlock,
  escapeText,
  markdownRows,
  markdownTable,
} from '../../../harness/text/markdown.ts';

function rowsOf(value: string): readonly string[] {
  const table = { title: 'T', columns: [{ title: 'a', align: 'left' as const }], notes: [] };
  return markdownTable({ ...table, rows: [[{ value, detail: value }]] }).split('\n');
}

describe('codeBlock', () => {
  it('holds any text as one block', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'`~ x#<\n'.split('')) }), (text) => {
        const [block, ...others] = marked.lexer(codeBlock(text));
        assert.equal(block?.type, 'code');
        assert.deepEqual(others, []);
      }),
      { seed: 1 },
    );
  });

  it('shows no control characters', () => {
    assert.equal(codeBlock('a\r\n\u001b[31mb'), '```\na\n\ufffd[31mb\n```');
  });
});

describe('markdownRows', () => {
  it('are the table without its heading', () => {
    const table = { title: 'T', columns: [{ title: 'a', align: 'left' as const }], notes: ['N.'] };
    const rows = [[{ value: 'x' }]];
    assert.equal(markdownTable({ ...table, rows }), `## T\n\n${markdownRows({ ...table, rows })}`);
  });
});

describe('markdownTable', () => {
  it('writes heading, rule, rows and notes', () => {
    const text = markdownTable({
      title: 'Costs',
      columns: [
        { title: 'model', align: 'left' },
        { title: 'time', align: 'right' },
      ],
      rows: [[{ value: 'a' }, { value: '1 s', detail: '0.9-1.1' }]],
      notes: ['Medians.'],
    });
    assert.equal(
      text,
      [
        ...['## Costs', '', '| model | time |', '| :-- | --: |'],
        ...['| a | 1\u00a0s<br>0.9\u20111.1 |', '', 'Medians.'],
      ].join('\n'),
    );
  });

  it('keeps a hostile name in its cell', () => {
    const [, , , , row] = rowsOf('x | <script>`y`</script> [l](u) *b* \\|\nz');
    const cell = 'x \\| &lt;script>\\`y\\`&lt;/script> \\[l\\](u) \\*b\\* \\\\\\|<br>z';
    assert.equal(row, `| ${cell}<br>${cell} |`);
  });

  it('is always one line per row with one cell per column, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const lines = rowsOf(value);
        assert.equal(lines.length, 5);
        assert.equal(lines[4]?.replaceAll(/\\./gs, '').match(/\|/g)?.length, 2);
      }),
    );
  });
});

describe('escapeText', () => {
  it('leaves no markup', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('ab\\`*_[]<>&|#\n\r')) }),
        (text) => {
          const bare = escapeText(text).replaceAll(/\\[\\`*_[\]]|<br>/g, '');
          assert.doesNotMatch(bare, /[\\`*_[\]<\n\r]/);
        },
      ),
    );
  });
});

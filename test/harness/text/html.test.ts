import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { escapeHtml, htmlTable } from '../../../harness/text/html.ts';

describe('htmlTable', () => {
  it('writes heading, rows and notes, with what to sort by', () => {
    const html = htmlTable({
      title: 'Costs',
      columns: [
        { title: 'model', align: 'left' },
        { title: 'time', align: 'right' },
      ],
      rows: [[{ value: 'a' }, { value: '1 s', detail: '0.9-1.1', sortBy: 1000 }]],
      notes: ['Medians.'],
    });
    assert.equal(
      html,
      [
        '<div class="scroll"><table>',
        '<thead><tr><th scope="col" class="left">model</th><th scope="col" class="right">time</th></tr></thead>',
        '<tbody>',
        '<tr><td class="left" data-title="model">a</td><td class="right" data-title="time" data-sort="1000">1 s<small>0.9-1.1</small></td></tr>',
        '</tbody>',
        '</table></div>',
        '<p class="note">Medians.</p>',
      ].join('\n'),
    );
  });

  it('marks rows for reference and columns of sentences', () => {
    const html = htmlTable({
      title: 'Costs',
      columns: [
        { title: 'model', align: 'left' },
        { title: 'why', align: 'left', prose: true },
      ],
      rows: [[{ value: 'floor', muted: true }, { value: 'It is there.' }]],
      notes: [],
    });
    assert.match(html, /<tr class="muted"><td class="left" data-title="model">floor<\/td>/);
    assert.match(
      html,
      /<th scope="col" class="left prose">why.*<td class="left prose" data-title="why">/s,
    );
  });
});

describe('escapeHtml', () => {
  it('leaves no markup, in text or in an attribute, and no control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeHtml(text).replaceAll('\n', '');
        assert.doesNotMatch(escaped, /[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)|\p{Cc}/u);
      }),
    );
  });
});

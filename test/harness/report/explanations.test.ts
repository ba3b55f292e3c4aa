import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { FINDING_CODES } from '../../../harness/analysis/finding.ts';
import { explanationsMarkdown, explanationsParts } from '../../../harness/report/explanations.ts';

const findings = FINDING_CODES.map((code) => ({
  ...({ code, severity: 'note', scenario: null, seen: '', advice: '' } as const),
}));

describe('the explanations of findings', () => {
  it('are those of docs/findings.md, without links that a report cannot follow', () => {
    const [, text = ''] = explanationsMarkdown(findings);
    const lines = text.split('\n').filter((line) => line.startsWith('- **'));
    assert.equal(lines.length, FINDING_CODES.length);
    for (const line of lines) assert.match(line, /^- \*\*[a-z-]+\*\*: (Problem|Warning|Note)\. ./);
    assert.doesNotMatch(text, /\]\(|\bdocs\/|\.md\b|`/);
  });

  it('are said once for each finding, and not at all without findings', () => {
    const [part] = explanationsParts([...findings, ...findings]);
    assert.equal(part?.content.match(/ id="finding-drift"/g)?.length, 1);
    assert.deepEqual(explanationsParts([]), []);
    assert.deepEqual(explanationsMarkdown([]), []);
  });
});

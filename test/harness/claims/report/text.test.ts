import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { claimsFiles } from '../../../../harness/claims/report/files.ts';
import { jsonClaims } from '../../../../harness/claims/report/json.ts';
import { terminalClaims } from '../../../../harness/claims/report/text.ts';
import { PIPE } from '../../../../harness/text/screen.ts';
import { ANSWERS, HOSTILE } from '../../../support/claim-answers.ts';
import { claimsRun } from '../../../support/claims-run.ts';
import { assertGolden } from '../../../support/golden.ts';

const NOTHING = claimsRun([], { startedAt: '2026-01-02T03:04:05.000Z' });
const RUN = { ...NOTHING, schedule: { ...NOTHING.schedule, arguments: ['--seed', '7'] } };

async function textOf(path: string): Promise<string> {
  const files = await claimsFiles(ANSWERS, RUN);
  return files.find((file) => file.path === path)?.text ?? '';
}

describe('the report of claims', () => {
  it('is the same in the terminal, in 80 columns', () => {
    const text = terminalClaims(ANSWERS, RUN, PIPE);
    assert.deepEqual(
      text.split('\n').filter((line) => line.length > 80),
      [],
    );
    assertGolden('claims.txt', `${text}\n`);
  });

  it('in Markdown', async () => {
    assertGolden('claims.md', await textOf('claims.md'));
  });

  it('as a page', async () => {
    assertGolden('claims.html', await textOf('claims.html'));
  });

  it('and as JSON', () => {
    assertGolden('claims.json', `${jsonClaims(ANSWERS, RUN)}\n`);
  });

  it('gives the same bytes again', async () => {
    assert.deepEqual(await claimsFiles(ANSWERS, RUN), await claimsFiles(ANSWERS, RUN));
  });

  it('has the drawings that it shows, for light and dark', async () => {
    const paths = (await claimsFiles(ANSWERS, RUN)).map(({ path }) => path);
    const markdown = await textOf('claims.md');
    const shown = [...markdown.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, path]) => path);
    assert.equal(shown.length, 4);
    for (const path of shown)
      assert.ok(paths.includes(path ?? ''), `${path ?? 'nothing'} is there`);
  });

  it('lets nothing that was measured become markup', async () => {
    for (const path of ['claims.md', 'claims.html']) {
      const text = await textOf(path);
      assert.ok(!text.includes('<img src=x'), path);
      assert.ok(text.includes('&lt;img src=x'), path);
    }
    assert.ok(jsonClaims(ANSWERS, RUN).includes(JSON.stringify(HOSTILE)));
  });

  it('shows the tables of a claim that was asked for alone', () => {
    const [first] = ANSWERS;
    assert.ok(first !== undefined);
    const text = terminalClaims([first], RUN, PIPE);
    assert.match(text, /^Threads are heavy: holds\.\n/);
    assert.match(text, /\n\nCosts\n-----\n/);
  });

  it('says that a run was interrupted', () => {
    const text = terminalClaims(ANSWERS, { ...RUN, status: 'incomplete' }, PIPE);
    assert.match(text.replaceAll('\n', ' '), /The run was interrupted\./);
  });
});
